package dev.loquat.extract;

import static dev.loquat.extract.Files.bytes;
import static dev.loquat.extract.Files.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.poi.ooxml.extractor.POIXMLTextExtractor;
import org.apache.poi.sl.extractor.SlideShowExtractor;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xssf.extractor.XSSFExcelExtractor;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in a file comes out of it; Apache POI and PDFBox wrote the files and know their text. */
class TextExtractorTest {
  private final TextExtractor extractor = new TextExtractor(ExtractLimits.DEFAULT);

  private String text(String name, byte[] file) {
    return extractor.extract(name, file).text();
  }

  @ParameterizedTest
  @CsvSource({
    "a.md,MARKDOWN",
    "A.MD,MARKDOWN",
    "a.b.txt,TEXT",
    "x.htm,HTML",
    "r.pdf,PDF",
    "文档.docx,DOCX",
    "s.pptx,PPTX",
    "t.xlsx,XLSX",
    "u.csv,CSV",
    "v.json,JSON"
  })
  void knowsFormatsByTheirEndings(String name, Format format) {
    assertThat(Format.of(name)).contains(format);
  }

  @ParameterizedTest
  @CsvSource({"a.png", "md", "a.doc", "a."})
  void knowsNoOthers(String name) {
    assertThat(Format.of(name)).isEmpty();
  }

  @Test
  void leavesMarkdownAndTextAsTheyAreButForTheByteOrderMark() {
    String text = "# 标题\r\n\r\nA 😀 `b`\t\n";
    assertThat(text("a.md", utf8(text))).isEqualTo(text);
    assertThat(text("a.txt", utf8("\uFEFF" + text))).isEqualTo(text);
    assertThat(text("a.txt", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(text);
    assertThat(text("a.txt", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo(text);
  }

  @Test
  void readsWhatPeopleSeeOfAPage() {
    Extracted page =
        extractor.extract(
            "a.html",
            utf8(
                """
                <!DOCTYPE html><html><head><title> The title </title><style>p{}</style></head><body>
                <nav>Menu</nav><h1>One &amp; all</h1><p>First <b>bold</b>
                text.</p><script>alert(1)</script><ul><li>apples<li><p>pears</p></ul>
                <h2>Table</h2><table><tr><th>a<th>b<tr><td>1<td>2</table><pre>x = 1
                  y = 2</pre><p>End</body></html>"""));
    assertThat(page.title()).contains("The title");
    assertThat(page.text())
        .isEqualTo(
            """
            # One & all

            First bold text.

            - apples
            - pears

            ## Table

            a | b
            1 | 2

            ```
            x = 1
              y = 2
            ```

            End

            """);
  }

  @Test
  void readsPagesInTheEncodingTheyDeclare() {
    byte[] page = "<meta charset=gb18030><p>向量检索</p>".getBytes(Charset.forName("GB18030"));
    assertThat(text("a.html", page)).isEqualTo("向量检索\n\n");
  }

  @Test
  void readsThePagesOfAPdf() throws IOException {
    try (PDDocument document = Files.pdf("First page\nis short.", "Second page.")) {
      document.getDocumentInformation().setTitle("Annual report");
      Extracted read = extractor.extract("a.pdf", bytes(document::save));
      assertThat(read.title()).contains("Annual report");
      assertThat(read.text()).contains("First page\nis short.").contains("Second page.");
      assertThat(read.text().indexOf("Second")).isGreaterThan(read.text().indexOf("First"));
    }
  }

  @Test
  void takesNoProgramsNoiseForAPdfsTitle() throws IOException {
    for (String noise : List.of("Microsoft Word - a.doc", "untitled", "report.docx", " ")) {
      try (PDDocument document = Files.pdf("Text.")) {
        document.getDocumentInformation().setTitle(noise);
        assertThat(extractor.extract("a.pdf", bytes(document::save)).title()).isEmpty();
      }
    }
  }

  @Test
  void opensAPdfThatOnlyItsOwnersPasswordProtects() throws IOException {
    assertThat(text("a.pdf", Files.encryptedPdf(""))).contains("Secret.");
  }

  @Test
  void readsWordDocumentsWithHeadingsListsAndTables() throws IOException {
    byte[] file;
    try (XWPFDocument document = new XWPFDocument()) {
      var heading = document.createParagraph();
      heading.setStyle("Heading2");
      heading.createRun().setText("Überschrift");
      var run = document.createParagraph().createRun();
      run.setText("One");
      run.addTab();
      run.setText("two 😀");
      XWPFTable table = document.createTable(2, 2);
      table.getRow(0).getCell(0).setText("a");
      table.getRow(0).getCell(1).setText("b");
      table.getRow(1).getCell(0).setText("中");
      table.getRow(1).getCell(1).setText("d");
      document.createParagraph().createRun().setText("End.");
      document.getProperties().getCoreProperties().setTitle("Handbook");
      file = bytes(document::write);
    }
    Extracted read = extractor.extract("a.docx", file);
    assertThat(read.title()).contains("Handbook");
    assertThat(read.text()).isEqualTo("## Überschrift\n\nOne\ttwo 😀\n\na | b\n中 | d\n\nEnd.\n\n");
    try (var poi = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(file)))) {
      sameWords(read.text(), poi);
    }
  }

  @Test
  void readsSlidesInTheirOrderWithTitles() throws IOException {
    byte[] file;
    try (XMLSlideShow show = new XMLSlideShow()) {
      for (String title : List.of("Second", "First")) {
        XSLFSlide slide =
            show.createSlide(
                show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_AND_CONTENT));
        slide.getPlaceholder(0).setText(title);
        slide.getPlaceholder(1).setText("Content of " + title);
      }
      show.setSlideOrder(show.getSlides().get(1), 0);
      file = bytes(show::write);
    }
    String read = text("a.pptx", file);
    assertThat(read)
        .isEqualTo("## First\n\nContent of First\n\n## Second\n\nContent of Second\n\n");
    try (XMLSlideShow show = new XMLSlideShow(new ByteArrayInputStream(file));
        var poi = new SlideShowExtractor<>(show)) {
      assertThat(words(read)).containsExactlyInAnyOrderElementsOf(words(poi.getText()));
    }
  }

  @Test
  void readsSheetsRowByRowWithDatesAsDates() throws IOException {
    byte[] file;
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      XSSFSheet sheet = book.createSheet("Preise");
      XSSFRow row = sheet.createRow(0);
      row.createCell(0).setCellValue("Name");
      row.createCell(2).setCellValue(0.1 + 0.2);
      row.createCell(3).setCellValue(true);
      var date = sheet.createRow(3).createCell(0);
      date.setCellValue(LocalDate.of(2026, 11, 24));
      var style = book.createCellStyle();
      style.setDataFormat(book.createDataFormat().getFormat("dd.mm.yyyy"));
      date.setCellStyle(style);
      sheet.getRow(3).createCell(1).setCellValue(1234);
      sheet.getRow(3).createCell(2).setCellFormula("1+1");
      sheet.getRow(3).getCell(2).setCellValue(2);
      book.createSheet("空").createRow(0).createCell(0).setCellValue("中文");
      file = bytes(book::write);
    }
    assertThat(text("a.xlsx", file))
        .isEqualTo("## Preise\n\nName | 0.3 | TRUE\n2026-11-24 | 1234 | 2\n\n## 空\n\n中文\n\n");
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file));
        var poi = new XSSFExcelExtractor(book)) {
      assertThat(words(text("a.xlsx", file)))
          .containsAll(words(poi.getText().replaceAll("0\\.30*\\d?|24\\.11\\.2026", "")));
    }
  }

  @Test
  void namesTheColumnOfEachValueOfACsv() {
    assertThat(text("a.csv", utf8("name,age\r\n\"Li, \"\"Lei\"\"\",7\r\n张三,\r\n")))
        .isEqualTo("name: Li, \"Lei\"; age: 7\nname: 张三\n");
    assertThat(text("b.csv", utf8("a;b\n1;\"x\ny\""))).isEqualTo("a: 1; b: x y\n");
    assertThat(text("c.csv", utf8("only,header"))).isEqualTo("only; header");
  }

  @Test
  void namesThePathOfEachValueOfAJson() {
    assertThat(text("a.json", utf8("{\"a\":{\"b\":[1,{\"c\":\"x\"}],\"n\":null},\"d\":true}")))
        .isEqualTo("a.b[0]: 1\na.b[1].c: x\nd: true\n");
  }

  private static void sameWords(String read, POIXMLTextExtractor poi) {
    assertThat(words(read)).containsExactlyElementsOf(words(poi.getText()));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s|#-]+")).filter(w -> !w.isEmpty()).toList();
  }
}
