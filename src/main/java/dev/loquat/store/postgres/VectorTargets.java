package dev.loquat.store.postgres;

import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What there is to search of a model's vectors. Reading it sets the session's ef_search. */
final class VectorTargets {
  /** Whether vectors of another model than the wanted one, {@code w}, are in force. */
  static final String GONE =
      """
      w.model <> ALL (c.embedding) AND EXISTS (
        SELECT FROM collection_model o
         WHERE o.tenant = c.tenant AND o.collection = c.id AND o.model = ANY (c.embedding)
           AND o.vectors > 0)
      """;

  static final String SQL =
      """
      SELECT c.id AS collection, coalesce(m.dimension, 0) AS dimension,
             coalesce(m.vectors, 0) AS vectors,
             set_config('hnsw.ef_search', c.hnsw_ef_search::text, false),
      """
          + GONE
          + """
               AS gone
        FROM collection c
       CROSS JOIN (SELECT ?::text COLLATE "C" AS model) w
        LEFT JOIN collection_model m
          ON m.tenant = c.tenant AND m.collection = c.id AND m.model = w.model
       WHERE c.tenant = ? AND c.name = ?
      """;

  /** How many parameters {@link #SQL} has. */
  static final int PARAMETERS = 3;

  private static final int MOST_KNOWN = 1000;

  private final int tenant;
  private final Map<Name, Target> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Target> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  VectorTargets(int tenant) {
    this.tenant = tenant;
  }

  /** Vectors of a collection. */
  record Name(String collection, String model) {}

  /**
   * What they are now.
   *
   * @param vectors how many
   */
  record Target(int collection, int dimension, long vectors) {}

  /** As it was when it was last read. */
  Optional<Target> known(Name name) {
    synchronized (known) {
      return Optional.ofNullable(known.get(name));
    }
  }

  Target read(Connection connection, Name name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      set(statement, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new UnknownCollectionException(name.collection());
        }
        return read(rows, name);
      }
    }
  }

  /** Sets the parameters of {@link #SQL}, which are the first ones. */
  void set(PreparedStatement statement, Name name) throws SQLException {
    statement.setString(1, name.model());
    statement.setInt(2, tenant);
    statement.setString(3, name.collection());
  }

  /** The target in a row of {@link #SQL}. */
  Target read(ResultSet row, Name name) throws SQLException {
    refuseIf(row.getBoolean("gone"), name);
    Target target =
        new Target(row.getInt("collection"), row.getInt("dimension"), row.getLong("vectors"));
    synchronized (known) {
      known.put(name, target);
    }
    return target;
  }

  /**
   * Whether there is nothing to search.
   *
   * @throws IndexMismatchException if the query is of another dimension
   */
  static boolean isEmpty(Target target, Name name, float[] query) {
    if (target.vectors() > 0 && target.dimension() != query.length) {
      throw new IndexMismatchException(
          "the vectors of %s in \"%s\" have %d dimensions, the query's %d"
              .formatted(name.model(), name.collection(), target.dimension(), query.length));
    }
    return target.vectors() == 0;
  }

  static void refuseIf(boolean gone, Name name) {
    if (gone) {
      throw new IndexMismatchException(
          "\"%s\" is no longer embedded by %s".formatted(name.collection(), name.model()));
    }
  }
}
