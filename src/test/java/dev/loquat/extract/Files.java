package dev.loquat.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Makes the files of these tests, with the libraries that write such files. */
final class Files {
  private Files() {}

  /** Writes to a stream. */
  interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A PDF with a page for each text. */
  static PDDocument pdf(String... pages) throws IOException {
    PDDocument document = new PDDocument();
    for (String text : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.beginText();
        content.newLineAtOffset(50, 700);
        content.setLeading(14);
        for (String line : text.split("\n")) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
    }
    return document;
  }

  static byte[] pdfBytes(String... pages) throws IOException {
    try (PDDocument document = pdf(pages)) {
      return bytes(document::save);
    }
  }

  static byte[] encryptedPdf(String password) throws IOException {
    try (PDDocument document = pdf("Secret.")) {
      document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      return bytes(document::save);
    }
  }

  static byte[] docx(String... paragraphs) throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      for (String paragraph : paragraphs) {
        document.createParagraph().createRun().setText(paragraph);
      }
      return bytes(document::write);
    }
  }

  /** A zip archive with one entry replaced. */
  static byte[] withEntry(byte[] archive, String name, byte[] content) throws IOException {
    return bytes(
        out -> {
          try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
              ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
              if (!e.getName().equals(name)) {
                zip.putNextEntry(new ZipEntry(e.getName()));
                in.transferTo(zip);
              }
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
          }
        });
  }
}
