package dev.loquat.http;

import dev.loquat.store.Document;

/** A document as a page; its script scrolls to {@code #start-end} and marks it. */
final class DocumentPage {
  /** Nothing but our own script and style: a document cannot bring any. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'";

  private DocumentPage() {}

  static String of(Document document) {
    String title = escape(document.title().isEmpty() ? document.id() : document.title());
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/playground/document.css">
        <script src="/playground/document.js" defer></script>
        </head>
        <body>
        <h1>%s</h1>
        <pre id="text">%s</pre>
        </body>
        </html>
        """
        .formatted(language(document), title, title, "\n" + escape(document.text()));
  }

  private static String language(Document document) {
    return document.metadata().get("lang") instanceof String lang ? escape(lang) : "und";
  }

  /** The first line end in a {@code pre} is dropped by browsers, so one is put before the text. */
  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
