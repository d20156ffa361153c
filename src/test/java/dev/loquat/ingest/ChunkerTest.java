package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.text.Analyzer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChunkerTest {
  private final Chunker chunker = new Chunker(Analyzer.standard(), 40, 8);

  private List<String> cut(String text) {
    return chunker.chunks(text).stream().map(c -> text.substring(c.start(), c.end())).toList();
  }

  @Test
  void startsAChunkAtEveryHeadingAndRemembersTheHeadingsAbove() {
    String text = "# Guide\n\nIntro.\n\n## Install\nRun it.\n\n### Linux\nUse apt.\n\n## Use\nAsk.";
    assertThat(cut(text))
        .containsExactly(
            "# Guide\n\nIntro.", "## Install\nRun it.", "### Linux\nUse apt.", "## Use\nAsk.");
    assertThat(chunker.chunks(text))
        .extracting(Chunk::headings)
        .containsExactly(
            List.of(), List.of("Guide"), List.of("Guide", "Install"), List.of("Guide"));
  }

  @Test
  void endsChunksWithSentencesAndRepeatsTheLastOne() {
    String sentence = "This sentence is %d words and some more of them long. ";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(sentence.formatted(i));
    }
    List<String> chunks = cut(text.toString());
    assertThat(chunks).hasSizeGreaterThan(3).allMatch(c -> c.endsWith("long."));
    assertThat(chunks.get(1)).startsWith(lastSentence(chunks.get(0)));
  }

  private static String lastSentence(String chunk) {
    return chunk.substring(chunk.lastIndexOf("This sentence"));
  }

  @Test
  void cutsChineseAtItsOwnFullStops() {
    List<String> chunks = cut("检索分为两路。一路是关键词检索,另一路是向量检索。".repeat(6));
    assertThat(chunks).hasSizeGreaterThan(2).allMatch(c -> c.endsWith("。"));
  }

  @Test
  void neverSplitsACodeFence() {
    String fence = "```java\n" + "int x = 1; // # not a heading\n\n".repeat(30) + "```";
    List<String> chunks = cut("Before.\n\n" + fence + "\n\nAfter.");
    assertThat(chunks).anyMatch(c -> c.contains(fence));
  }

  @Test
  void neverSplitsACodeFenceInAListOrAQuote() {
    for (String prefix : List.of("    ", "- ", "  1. ", "> ", "> - ")) {
      String rest = prefix.replaceAll("[^> ]", " ");
      String fence = prefix + "```\n" + (rest + "int x = 1;\n\n").repeat(30) + rest + "```";
      assertThat(cut("Before.\n\n" + fence + "\n\nAfter."))
          .as(prefix)
          .anyMatch(c -> c.contains(fence.strip()));
    }
  }

  @Test
  void cutsASentenceWithoutAnyEndAtSofterBoundaries() {
    List<String> chunks = cut("one two, three four ".repeat(100));
    assertThat(chunks).hasSizeGreaterThan(5).allMatch(c -> c.length() < 400);
    assertThat(cut("😀".repeat(500)))
        .hasSizeGreaterThan(5)
        .allMatch(c -> c.codePoints().noneMatch(p -> p < 0x10000));
  }

  @Test
  void findsNothingInABlankText() {
    assertThat(cut(" \n\t ")).isEmpty();
    assertThat(cut("-")).containsExactly("-");
  }

  @Test
  void refusesAnOverlapThatLeavesNoProgress() {
    assertThatThrownBy(() -> new Chunker(Analyzer.standard(), 40, 30))
        .hasMessageContaining("overlap by 30");
  }

  @Provide
  Arbitrary<String> markdown() {
    return Arbitraries.of(
            "# 标题\n",
            "## Two\n",
            "A sentence. ",
            "第二句话。",
            "\n\n",
            "```\ncode\n```\n",
            "~~~\n",
            "😀😀",
            "word ",
            "\r\n",
            "#",
            "日本語です。",
            "x".repeat(300),
            "，",
            "\t",
            "```")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void coversEveryVisibleCharacterInOrder(@ForAll("markdown") String text) {
    List<Chunk> chunks = chunker.chunks(text);
    int covered = 0;
    int lastStart = -1;
    for (Chunk chunk : chunks) {
      assertThat(chunk.start()).isGreaterThan(lastStart).isLessThan(chunk.end());
      if (chunk.start() > covered) {
        assertThat(text.substring(covered, chunk.start())).isBlank();
      }
      assertThat(chunk.end()).isGreaterThan(covered);
      for (int at : new int[] {chunk.start(), chunk.end()}) {
        assertThat(
                at > 0
                    && at < text.length()
                    && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at)))
            .isFalse();
      }
      covered = chunk.end();
      lastStart = chunk.start();
    }
    assertThat(text.substring(covered)).isBlank();
  }
}
