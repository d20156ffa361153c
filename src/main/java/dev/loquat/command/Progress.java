package dev.loquat.command;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a command is: a bar on a terminal, else a line for every tenth of the way. */
final class Progress implements AutoCloseable {
  private static final int LINES = 10;

  private final String task;
  private final int all;
  private final PrintStream out;
  private final Optional<ProgressBar> bar;
  private int done;

  Progress(String task, int all, PrintStream out, boolean terminal) {
    this.task = task;
    this.all = all;
    this.out = out;
    this.bar = terminal && all > 0 ? Optional.of(bar(task, all)) : Optional.empty();
  }

  private static ProgressBar bar(String task, int all) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(all)
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" files", 1)
        .showSpeed()
        .build();
  }

  void step(int more) {
    int before = done;
    done += more;
    if (bar.isPresent()) {
      bar.get().stepBy(more);
    } else if ((long) done * LINES / all > (long) before * LINES / all) {
      out.println(task + ": " + done + " of " + all + " files");
    }
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
