package dev.loquat.bench;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Mode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the CPU time of the text room grows with the text: texts of many shapes, each doubled; fails
 * where twice the text takes more than 2.2 times as long. See bench/text.sh.
 */
final class TextLinearTime {
  private static final double BAR = 2.2;
  private static final int UNITS = 1 << 16;
  private static final int TURNS = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Analyzer analyzer = Analyzer.standard();
  private boolean failed;

  private TextLinearTime() {}

  private interface Work {
    Object on(String text);
  }

  /** Prints a table; exits with 1 where the time is not linear. */
  public static void main(String[] arguments) {
    TextLinearTime bench = new TextLinearTime();
    System.out.printf("%-36s %12s %12s %8s%n", "text", "ms", "ms, doubled", "ratio");
    shapes().forEach(bench::measure);
    System.exit(bench.failed ? 1 : 0);
  }

  private static Map<String, String> shapes() {
    Map<String, String> pieces = new LinkedHashMap<>();
    pieces.put("Chinese sentences", "自然语言处理是人工智能的重要分支。王小明2024年3月5日在北京大学发表了演讲，");
    pieces.put(
        "English sentences", "Angela Merkel met the chairman of Siemens in Berlin on Monday. ");
    pieces.put("Japanese sentences", "東京特許許可局は、毎日たくさんのテストを行います。");
    pieces.put("mixed", "用Quarkus部署RAG服务,cold start只要100ms! ");
    pieces.put("one Han", "中");
    pieces.put("one letter", "a");
    pieces.put("one kana", "あ");
    pieces.put("one digit", "7");
    pieces.put("one space", " ");
    pieces.put("one mark", "，");
    pieces.put("one period", ".");
    pieces.put("one combining mark", "\u0301");
    pieces.put("one joiner", "\u200D");
    pieces.put("one emoji", "👩");
    pieces.put("one lone surrogate", "\uD800");
    pieces.put("one line end", "\n");
    pieces.put("joined emoji", "👩\u200D");
    pieces.put("Arabic", "مرحبا");
    pieces.put("numbers, no end", "12 ");
    pieces.put("names, no end", "Berlin and Paris and ");
    pieces.put("Chinese, no mark", "王小明在北京大学");
    pieces.put("quotes", "“”");
    pieces.put("addresses", "http://a.b/c?d=e@f.gh ");
    pieces.put("one address", "a.b/c@d-");
    pieces.put("abbreviations", "U.S.");
    pieces.put("apostrophes", "n't'");
    pieces.put("Han and letters", "中a");
    return pieces;
  }

  private void measure(String name, String piece) {
    String once = piece.repeat(UNITS / piece.length());
    row(name, once, text -> analyzer.analyze(text, Mode.SEARCH, "auto"));
    row(name + ", terms", once, analyzer::terms);
  }

  private void row(String name, String once, Work work) {
    String twice = once + once;
    time(once, work);
    double single = Double.MAX_VALUE;
    double doubled = Double.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      single = Math.min(single, time(once, work));
      doubled = Math.min(doubled, time(twice, work));
    }
    boolean bad = doubled > BAR * single && doubled > 20;
    failed |= bad;
    System.out.printf(
        Locale.ROOT,
        "%-36s %12.1f %12.1f %8.2f%s%n",
        name,
        single,
        doubled,
        doubled / single,
        bad ? "  more than " + BAR : "");
  }

  private static double time(String text, Work work) {
    long start = THREADS.getCurrentThreadCpuTime();
    if (work.on(text) == null) {
      throw new IllegalStateException("no answer");
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
  }
}
