package dev.loquat.bench;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Mode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the text room costs a JVM that has just started: heap that stays after a collection, and
 * time to the first Chinese word. Every figure is of JVMs of their own; fails where a bar is
 * missed. See bench/text.sh.
 */
final class TextFootprint {
  private static final int RUNS = 11;
  private static final String CHINESE = "苹果发布了新款iPhone";

  private TextFootprint() {}

  /** Without an argument measures; with one, is a JVM that is measured. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 1) {
      measured(arguments[0]);
      return;
    }
    boolean met = heap("segmentation", 40);
    met &= heap("everything", 150);
    met &= start("first-word", 60);
    start("first-analysis", Double.MAX_VALUE);
    start("nothing", Double.MAX_VALUE);
    System.exit(met ? 0 : 1);
  }

  private static boolean heap(String what, double bar) throws IOException, InterruptedException {
    double mib = Double.parseDouble(run("-Xmx1g", "heap-" + what).getFirst());
    System.out.printf(Locale.ROOT, "heap kept by %-16s %7.1f MiB (bar %.0f)%n", what, mib, bar);
    return mib <= bar;
  }

  private static boolean start(String what, double bar) throws IOException, InterruptedException {
    double[] inside = new double[RUNS];
    double[] whole = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      inside[i] = Double.parseDouble(run("-XX:TieredStopAtLevel=1", what).getFirst());
      whole[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(inside);
    Arrays.sort(whole);
    System.out.printf(
        Locale.ROOT,
        "%-15s %7.1f ms from main (fastest %.1f), %7.1f ms with the JVM (fastest %.1f)%s%n",
        what,
        inside[RUNS / 2],
        inside[0],
        whole[RUNS / 2],
        whole[0],
        bar < Double.MAX_VALUE ? " (bar " + bar + " from main)" : "");
    return inside[RUNS / 2] <= bar;
  }

  private static List<String> run(String option, String what)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of("-XX:+UseSerialGC", option, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TextFootprint.class.getName(), what));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(what + " failed:\n" + printed);
    }
    return printed.lines().filter(line -> line.matches("-?[0-9.E-]+")).toList();
  }

  private static void measured(String what) {
    long start = System.nanoTime();
    double before = what.startsWith("heap") ? used() : 0;
    Object kept =
        switch (what) {
          case "first-word", "heap-segmentation" -> words();
          case "first-analysis" -> Analyzer.standard().analyze(CHINESE, Mode.PRECISE, "auto");
          case "heap-everything" -> everything();
          default -> what;
        };
    System.out.println(
        what.startsWith("heap") ? used() - before : (System.nanoTime() - start) / 1e6);
    if (kept.toString().isEmpty()) {
      throw new IllegalStateException("nothing was found");
    }
  }

  private static Object words() {
    return Analyzer.standard().terms(CHINESE);
  }

  private static Object everything() {
    for (String text :
        List.of(
            CHINESE,
            "Angela Merkel met them in Berlin.",
            "日本語のテスト。",
            "Ceci n'est pas une pipe.",
            "Это просто текст.")) {
      Analyzer.standard().analyze(text, Mode.SEARCH, "auto");
    }
    return Analyzer.standard();
  }

  private static double used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }
}
