package dev.loquat.extract;

import static dev.loquat.extract.Files.bytes;
import static dev.loquat.extract.Files.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.loquat.extract.ExtractException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are broken, hostile or not what they say: each ends in one error that says why. */
class BadFilesTest {
  private static final ExtractLimits SMALL =
      new ExtractLimits(8 << 20, 100_000, 50, 100, 4 << 20, Duration.ofSeconds(20));

  private final TextExtractor extractor = new TextExtractor(SMALL);

  private ExtractException failure(String name, byte[] file) {
    return catchThrowableOfType(ExtractException.class, () -> extractor.extract(name, file));
  }

  private void fails(String name, byte[] file, Reason reason, String message) {
    ExtractException failure = failure(name, file);
    assertThat(failure).as(name).isNotNull().hasMessageContaining(message);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void emptyFiles(Format format) {
    fails("a." + format.endings().getFirst(), new byte[0], Reason.EMPTY, "is empty");
  }

  @Test
  void filesWithoutText() throws IOException {
    fails("a.txt", utf8(" \n\t"), Reason.EMPTY, "has no text");
    fails("a.pdf", Files.pdfBytes(""), Reason.EMPTY, "has no text");
    fails("a.docx", Files.docx(""), Reason.EMPTY, "has no text");
    fails("a.html", utf8("<script>x()</script>"), Reason.EMPTY, "has no text");
    fails("a.json", utf8("{\"a\":null}"), Reason.EMPTY, "has no text");
  }

  @Test
  void textInOtherEncodings() {
    fails("a.txt", "检索".getBytes(Charset.forName("GBK")), Reason.ENCODING, "byte 0xBC at 0");
    fails("a.md", "caf\u00e9!".getBytes(Charset.forName("ISO-8859-1")), Reason.ENCODING, "UTF-8");
    fails("a.csv", "a,\u00e9!".getBytes(Charset.forName("ISO-8859-1")), Reason.ENCODING, "at 2");
    fails(
        "a.txt", new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, Reason.ENCODING, "at 1");
    fails(
        "a.html",
        "<p>caf\u00e9 !".getBytes(Charset.forName("ISO-8859-1")),
        Reason.ENCODING,
        "UTF-8");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void binaryData(Format format) {
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    ExtractException failure = failure("a." + format.endings().getFirst(), noise);
    assertThat(failure.reason()).isIn(Reason.FORMAT, Reason.ENCODING);
    assertThat(failure.getMessage()).startsWith(format == Format.HTML ? "has " : "is no ");
  }

  @Test
  void filesOfAnotherKindThanTheirNameSays() throws IOException {
    fails("a.png", utf8("x"), Reason.FORMAT, "known: md, markdown, txt");
    fails("a.docx", Files.pdfBytes("x"), Reason.FORMAT, "is no docx");
    fails("a.pdf", Files.docx("x"), Reason.FORMAT, "is no PDF");
    fails("a.xlsx", Files.docx("x"), Reason.FORMAT, "no xl/workbook.xml");
    fails("a.txt", Files.docx("x"), Reason.FORMAT, "binary");
  }

  @Test
  void encryptedFiles() throws IOException {
    fails("a.pdf", Files.encryptedPdf("secret"), Reason.ENCRYPTED, "is encrypted");
    byte[] ole2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
    fails("a.docx", ole2, Reason.ENCRYPTED, "is encrypted");
  }

  @Test
  void filesThatGoBeyondALimit() throws IOException {
    fails("a.txt", new byte[(8 << 20) + 1], Reason.LIMIT, "more than 8 MiB");
    fails("a.txt", utf8("x".repeat(100_001)), Reason.LIMIT, "100000 characters");
    String[] pages = new String[51];
    Arrays.fill(pages, "x");
    fails("a.pdf", Files.pdfBytes(pages), Reason.LIMIT, "51 pages");
    TextExtractor hasty =
        new TextExtractor(new ExtractLimits(1 << 20, 1000, 10, 10, 1 << 20, Duration.ZERO));
    assertThat(
            catchThrowableOfType(
                ExtractException.class, () -> hasty.extract("a.html", utf8("<p>a"))))
        .hasMessageContaining("takes longer");
  }

  @Test
  void zipBombs() throws IOException {
    byte[] zeros = new byte[16 << 20];
    byte[] inXml = Files.withEntry(Files.docx("x"), "word/document.xml", zeros);
    assertThat(inXml.length).isLessThan(100_000);
    fails("a.docx", inXml, Reason.LIMIT, "inflates to more than 4 MiB");
    byte[] elsewhere = Files.withEntry(Files.docx("x"), "word/media/a.png", zeros);
    fails("a.docx", elsewhere, Reason.LIMIT, "inflates to more than 4 MiB");
    byte[] many = Files.docx("x");
    for (int i = 0; i < 100; i++) {
      many = Files.withEntry(many, "e" + i, new byte[1]);
    }
    fails("a.docx", many, Reason.LIMIT, "more than 100 zip entries");
  }

  @Test
  void bombsInThePagesOfAPdfAlsoWithinTwoLayersOfCompression() throws IOException {
    byte[] spaces = new byte[16 << 20];
    Arrays.fill(spaces, (byte) ' ');
    for (byte[] content : new byte[][] {deflate(spaces), deflate(deflate(spaces))}) {
      try (PDDocument document = Files.pdf("x")) {
        PDStream stream = new PDStream(document);
        try (var out = stream.getCOSObject().createRawOutputStream()) {
          out.write(content);
        }
        stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
        document.getPage(0).setContents(stream);
        fails("a.pdf", bytes(document::save), Reason.LIMIT, "a stream that inflates to more than");
      }
    }
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length / 500 + 1000];
    int n = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, n);
  }

  @Test
  void nothingIsFetchedThatAFileRefersTo() throws IOException {
    AtomicInteger fetched = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
      String doctype =
          "<!DOCTYPE d [<!ENTITY e SYSTEM \""
              + url
              + "\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>";
      String xml =
          "<?xml version=\"1.0\"?>"
              + doctype
              + "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>a &e; &f;</w:t></w:r></w:p></w:body></w:document>";
      fails(
          "a.docx",
          Files.withEntry(Files.docx("x"), "word/document.xml", utf8(xml)),
          Reason.DOCTYPE,
          "document type");
      try (PDDocument document = Files.pdf("Harmless.")) {
        var catalog = document.getDocumentCatalog();
        catalog.setMetadata(new PDMetadata(document, new java.io.ByteArrayInputStream(utf8(xml))));
        var form = new org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm(document);
        PDStream xfa = new PDStream(document, new java.io.ByteArrayInputStream(utf8(xml)));
        form.getCOSObject().setItem(COSName.XFA, xfa);
        catalog.setAcroForm(form);
        assertThat(extractor.extract("a.pdf", bytes(document::save)).text())
            .isEqualToIgnoringWhitespace("Harmless.");
      }
      String page =
          "<link rel=stylesheet href="
              + url
              + "><img src="
              + url
              + "><p>Seen.<iframe src="
              + url
              + ">";
      assertThat(extractor.extract("a.html", utf8(page)).text()).contains("Seen.");
      assertThat(fetched).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void entitiesThatGrow() throws IOException {
    String laughs =
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
            + "<w:document xmlns:w=\"w\"><w:p><w:t>&c;</w:t></w:p></w:document>";
    fails(
        "a.docx",
        Files.withEntry(Files.docx("x"), "word/document.xml", utf8(laughs)),
        Reason.DOCTYPE,
        "document type");
  }

  @Test
  void filesNestedVeryDeeply() throws IOException {
    String deep = "<w:tbl><w:tr><w:tc>".repeat(20_000) + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>";
    ExtractException unclosed =
        failure(
            "a.docx",
            Files.withEntry(
                Files.docx("x"), "word/document.xml", utf8("<w:document xmlns:w=\"w\">" + deep)));
    assertThat(unclosed.reason()).isEqualTo(Reason.BROKEN);
    assertThat(extractor.extract("a.html", utf8("<div>".repeat(100_000) + "deep")).text())
        .contains("deep");
    fails("a.json", utf8("[".repeat(100_000)), Reason.BROKEN, "JSON");
  }

  @Test
  void csvAndJsonThatEndTooSoon() {
    fails("a.csv", utf8("a,b\n1,\"x"), Reason.BROKEN, "the quote in line 2 is never closed");
    fails("a.json", utf8("{\"a\":\n 1"), Reason.BROKEN, "line 2");
  }

  @Test
  void aDocxCutAnywhereSaysWhatIsWrongWithIt() throws IOException {
    byte[] whole = Files.docx("One.", "Two.");
    for (int length = 4; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        assertThat(extractor.extract("a.docx", cut).text()).isNotBlank();
      } catch (ExtractException told) {
        assertThat(told.getMessage()).isNotBlank().doesNotContain("null");
      }
    }
  }

  @Property(tries = 60)
  void cutAndDamagedFilesGiveTextOrOneNamedError(
      @ForAll @IntRange(max = 3) int kind, @ForAll @IntRange(max = 1000) int cut, @ForAll int seed)
      throws IOException {
    byte[] whole =
        switch (kind) {
          case 0 -> Files.pdfBytes("One page.", "Another.");
          case 1 -> Files.docx("One.", "Two.");
          case 2 -> utf8("<html><body><p>One<table><tr><td>x");
          default -> utf8("{\"a\":[1,2,{\"b\":\"c\"}]}");
        };
    byte[] damaged = Arrays.copyOf(whole, whole.length * cut / 1000);
    Random random = new Random(seed);
    for (int i = 0; i < 3 && damaged.length > 0; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    String name = "a." + new String[] {"pdf", "docx", "html", "json"}[kind];
    try {
      assertThat(extractor.extract(name, damaged).text()).isNotBlank();
    } catch (ExtractException told) {
      assertThat(told.getMessage()).isNotBlank().doesNotEndWith("null");
    }
  }
}
