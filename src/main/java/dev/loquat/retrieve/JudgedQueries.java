package dev.loquat.retrieve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads queries and judgements as BEIR lays them out. */
public final class JudgedQueries {

  private JudgedQueries() {}

  /**
   * The queries that have a judgement.
   *
   * @param queries JSON lines with {@code id} (or {@code _id}) and {@code text}
   * @param judgements tab-separated: query, document, grade, after one line of headings
   */
  public static List<JudgedQuery> read(Path queries, Path judgements) throws IOException {
    Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(judgements);
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", -1);
      if (fields.length != 3) {
        throw new IOException(judgements + ":" + (i + 1) + " has no three fields");
      }
      grades
          .computeIfAbsent(fields[0], query -> new LinkedHashMap<>())
          .put(fields[1], Integer.parseInt(fields[2].strip()));
    }
    ObjectMapper json = new ObjectMapper();
    List<JudgedQuery> out = new ArrayList<>();
    for (String line : Files.readAllLines(queries)) {
      if (line.isBlank()) {
        continue;
      }
      JsonNode query = json.readTree(line);
      String id = query.path("id").asText(query.path("_id").asText());
      Map<String, Integer> judged = grades.get(id);
      if (judged != null) {
        out.add(new JudgedQuery(id, query.path("text").asText(), judged));
      }
    }
    return out;
  }
}
