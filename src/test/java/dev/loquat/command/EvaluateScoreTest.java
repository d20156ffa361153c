package dev.loquat.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateScoreTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void countsWonPairsAndHalfOfTies() {
    assertThat(EvaluateScore.auroc(List.of(0.9, 0.5), List.of(0.5, 0.1)))
        .isEqualTo(3.5 / 4, within(1e-12));
  }

  @Test
  void printsALineAFile() throws IOException {
    Files.writeString(
        folder.resolve("leave.jsonl"),
        """
        {"question":"","answer":"Paris is in France.","context":["Paris is in France."],"supported":true}
        {"question":"","answer":"Rome is in Spain.","context":["Paris is in France."],"supported":false}
        """);

    assertThat(run("--data", folder.toString())).isZero();
    assertThat(output()).contains("leave.jsonl").contains("AUROC 1.0000  (1 supported, 1 not)");
  }

  @Test
  void namesFileAndLineThatAreWrong() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"answer\":\"x\",\"context\":[]}\n");

    assertThat(run("--data", folder.toString())).isEqualTo(1);
    assertThat(output()).contains("bad.jsonl, line 1: no field supported");
  }

  @Test
  void saysHowItIsUsed() {
    assertThat(run()).isEqualTo(2);
    assertThat(output()).contains("use: ./run eval score --data DIR");
  }

  private int run(String... arguments) {
    return EvaluateScore.run(new PrintStream(printed, true, StandardCharsets.UTF_8), arguments);
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
