package dev.loquat.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A text of which it is known whether it is an attack.
 *
 * @param from the collection that it is of
 */
record GuardCase(String text, boolean attack, Source source, String from) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUESTIONS = 500;
  private static final int PASSAGES = 200;

  /** Public attacks and innocents. */
  static List<GuardCase> published(Path data) throws IOException {
    List<GuardCase> out = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve("guard/cases.jsonl"))) {
      JsonNode json = JSON.readTree(line);
      String source = json.path("source").asText("user").toUpperCase(Locale.ROOT);
      out.add(
          new GuardCase(
              json.get("text").asText(),
              json.get("label").asInt() == 1,
              Source.valueOf(source),
              json.get("from").asText()));
    }
    return out;
  }

  /** Those that we wrote: tab-separated label, source, text. */
  static List<GuardCase> written(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(row -> !row.isBlank() && !row.startsWith("#"))
        .map(row -> row.split("\t", 3))
        .map(
            f ->
                new GuardCase(
                    f[2].replace("\\n", "\n"),
                    f[0].equals("1"),
                    Source.valueOf(f[1].toUpperCase(Locale.ROOT)),
                    "written"))
        .toList();
  }

  /** Questions and passages of retrieval sets: nobody attacks there. */
  static List<GuardCase> innocent(Path data) throws IOException {
    List<GuardCase> out = new ArrayList<>();
    for (String set : List.of("cmrc-trial-zh", "xquad-en")) {
      Path folder = data.resolve("retrieval").resolve(set);
      out.addAll(some(folder.resolve("queries.jsonl"), QUESTIONS, Source.USER, set + " questions"));
      out.addAll(some(folder.resolve("corpus.jsonl"), PASSAGES, Source.DOCUMENT, set));
    }
    return out;
  }

  /** An attack by template syntax, which the grammar finds and the model need not know. */
  boolean isTemplate() {
    return attack && from.equals("ssti");
  }

  private static List<GuardCase> some(Path file, int count, Source source, String from)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.shuffle(lines, new Random(1));
    List<GuardCase> out = new ArrayList<>();
    for (String line : lines.subList(0, Math.min(count, lines.size()))) {
      out.add(new GuardCase(JSON.readTree(line).get("text").asText(), false, source, from));
    }
    return out;
  }

  /** The sections of our own guide, which speaks of attacks and shows code. */
  static List<GuardCase> guide(Path docs) throws IOException {
    List<GuardCase> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(docs)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        for (String section : Files.readString(file).split("\n(?=## )")) {
          out.add(new GuardCase(section, false, Source.DOCUMENT, "guide"));
        }
      }
    }
    return out;
  }
}
