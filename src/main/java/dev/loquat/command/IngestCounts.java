package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an ingest of a folder came to. */
final class IngestCounts {
  private int added;
  private int updated;
  private int renamed;
  private int removed;
  private int unchanged;
  private int chunks;
  private final List<String> failures = new ArrayList<>();

  void add(JsonNode report) {
    added += report.path("added").asInt();
    updated += report.path("updated").asInt();
    renamed += report.path("renamed").asInt();
    removed += report.path("removed").asInt();
    unchanged += report.path("unchanged").asInt();
    chunks += report.path("chunks").asInt();
    report.path("failed").forEach(f -> failed(f.path("id").asText(), f.path("detail").asText()));
  }

  void unchanged(int more) {
    unchanged += more;
  }

  void failed(String what, String why) {
    failures.add(what + ": " + why);
  }

  boolean allTaken() {
    return failures.isEmpty();
  }

  void print(PrintStream out, Map<String, Integer> skipped) {
    out.printf(
        "%d added, %d updated, %d renamed, %d removed, %d unchanged, %d failed; %d chunks%n",
        added, updated, renamed, removed, unchanged, failures.size(), chunks);
    failures.forEach(failure -> out.println("  failed: " + failure));
    if (!skipped.isEmpty()) {
      out.println(
          "  not text: "
              + skipped.entrySet().stream()
                  .map(e -> e.getValue() + " " + e.getKey())
                  .collect(Collectors.joining(", ")));
    }
  }
}
