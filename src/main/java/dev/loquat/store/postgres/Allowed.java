package dev.loquat.store.postgres;

import dev.loquat.store.Filter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query for the passages that a filter allows. Equality is found by the index of whole metadata;
 * ranges by that of single values, where the collection declares the field. An index gives all that
 * fulfil a condition and perhaps more, and the filter's path decides.
 *
 * @param values of the query's parameters
 */
record Allowed(String sql, List<Object> values) {
  private static final String DOCUMENTS =
      """
      SELECT p.id FROM (
        SELECT d.tenant, d.collection, d.id FROM document d
         WHERE d.tenant = ? AND d.collection = ? AND d.metadata @@ ?::jsonpath
      """;

  /** Looked up document by document, whatever the statistics say: joined, it was all by all. */
  private static final String PASSAGES =
      """
        OFFSET 0) AS allowed,
        LATERAL (SELECT id FROM passage
                  WHERE tenant = allowed.tenant AND collection = allowed.collection
                    AND document = allowed.id
                 OFFSET 0) AS p
      """;

  /** A document with several values of a field may fulfil each bound by another one. */
  private static final String IN_RANGE =
      """
         AND d.id IN (
             SELECT v.document FROM document_value v
              WHERE v.tenant = ? AND v.collection = ? AND v.field = ? AND %s
             UNION ALL
             SELECT v.document FROM document_value v
              WHERE v.tenant = ? AND v.collection = ? AND v.field = ? AND NOT v.one)
      """;

  /** So many characters of a text are in the index. */
  private static final int PREFIX = 64;

  static Allowed of(Connection connection, int tenant, int collection, Filter filter)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(tenant, collection, FilterPath.of(filter)));
    StringBuilder sql = new StringBuilder(DOCUMENTS);
    Map<Key, List<Filter.Bound>> ranges = ranges(filter);
    if (!ranges.isEmpty()) {
      Set<String> declared = declared(connection, tenant, collection);
      ranges.forEach(
          (key, bounds) -> {
            if (declared.contains(key.field())) {
              values.addAll(List.of(tenant, collection, key.field()));
              sql.append(IN_RANGE.formatted(condition(key, bounds, values)));
              values.addAll(List.of(tenant, collection, key.field()));
            }
          });
    }
    return new Allowed(sql.append(PASSAGES).toString(), List.copyOf(values));
  }

  /** Bounds of one field and one type go through the index together. */
  private record Key(String field, boolean numeric) {}

  private static Map<Key, List<Filter.Bound>> ranges(Filter filter) {
    Map<Key, List<Filter.Bound>> out = new LinkedHashMap<>();
    for (Filter.Condition condition : filter.conditions()) {
      if (condition instanceof Filter.Bound bound) {
        Key key = new Key(bound.field(), bound.bound() instanceof BigDecimal);
        out.computeIfAbsent(key, k -> new ArrayList<>()).add(bound);
      }
    }
    return out;
  }

  private static String condition(Key key, List<Filter.Bound> bounds, List<Object> values) {
    List<String> conditions = new ArrayList<>();
    for (Filter.Bound bound : bounds) {
      if (bound.bound() instanceof String text) {
        // Beginnings are in the order of the texts, but may be equal where the texts are not.
        boolean upper = bound.side() == Filter.Side.LT || bound.side() == Filter.Side.LTE;
        conditions.add("v.text " + (upper ? "<=" : ">=") + " ?");
        values.add(beginning(text));
      } else {
        conditions.add("v.number " + bound.side().operator() + " ?");
        values.add(bound.bound());
      }
    }
    return String.join(" AND ", conditions);
  }

  private static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= PREFIX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREFIX));
  }

  private static Set<String> declared(Connection connection, int tenant, int collection)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT range_fields FROM collection WHERE tenant = ? AND id = ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Set.of((String[]) rows.getArray(1).getArray()) : Set.of();
      }
    }
  }

  /** Sets the parameters from the first one on. */
  void set(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}
