package dev.loquat.store.postgres;

import dev.loquat.store.Filter;
import dev.loquat.store.Metadata;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A query for the passages that a filter allows, by the database's function {@code loquat_allowed}.
 * Equality is found by the index of whole metadata, presence by that of fields, ranges by that of
 * single values, where the collection declares the field. An index gives all that fulfil a
 * condition and perhaps more, and the filter's path decides.
 *
 * @param values of the query's parameters
 */
record Allowed(List<Object> values) {
  static final String SQL = "SELECT loquat_allowed(?, ?, ?::jsonpath, ?::jsonb, ?)";

  Allowed {
    values = List.copyOf(values);
  }

  static Allowed of(int tenant, int collection, Filter filter) {
    return of(tenant, collection, filter, Long.MAX_VALUE);
  }

  /** At most so many of them, any. */
  static Allowed of(int tenant, int collection, Filter filter, long most) {
    return new Allowed(
        List.of(tenant, collection, FilterPath.of(filter), Metadata.write(hints(filter)), most));
  }

  /** As the function reads them. */
  private static Map<String, Object> hints(Filter filter) {
    List<String> fields = new ArrayList<>();
    Map<Key, Bounds> ranges = new LinkedHashMap<>();
    for (Filter.Condition condition : filter.conditions()) {
      switch (condition) {
        case Filter.Exists exists when exists.expected() -> fields.add(exists.field());
        case Filter.Bound bound -> {
          Key key = new Key(bound.field(), bound.bound() instanceof BigDecimal);
          ranges.computeIfAbsent(key, k -> new Bounds()).add(bound);
        }
        default -> {} // the path's alone
      }
    }
    Map<String, Object> out = new LinkedHashMap<>();
    if (!fields.isEmpty()) {
      out.put("fields", fields);
    }
    List<Map<String, Object>> written = new ArrayList<>();
    ranges.forEach(
        (key, bounds) ->
            written.add(
                Map.of(
                    "field",
                    key.field(),
                    "numeric",
                    key.numeric(),
                    "low",
                    bounds.low,
                    "high",
                    bounds.high)));
    out.put("ranges", written);
    return out;
  }

  /** Bounds of one field and one type go through the index together. */
  private record Key(String field, boolean numeric) {}

  private static final class Bounds {
    private final List<Object> low = new ArrayList<>();
    private final List<Object> high = new ArrayList<>();

    private void add(Filter.Bound bound) {
      switch (bound.side()) {
        case GT, GTE -> low.add(bound.bound());
        case LT, LTE -> high.add(bound.bound());
      }
    }
  }

  /** The numbers of these passages. */
  long[] passages(Connection connection) throws SQLException {
    LongStream.Builder out = LongStream.builder();
    Sql.of(SQL, values.toArray()).forEach(connection, row -> out.add(row.getLong(1)));
    return out.build().toArray();
  }
}
