package dev.loquat.store.postgres;

import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /** Of a model, a tenant and a collection's name. */
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

  private static final int MOST_KNOWN = 1000;

  private final int tenant;
  private final RecentlyUsed<Name, Target> known = new RecentlyUsed<>(MOST_KNOWN);

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
    return known.get(name);
  }

  Target read(Connection connection, Name name) throws SQLException {
    return Sql.of(SQL, name.model(), tenant, name.collection())
        .first(connection, row -> read(row, name))
        .orElseThrow(() -> new UnknownCollectionException(name.collection()));
  }

  /** The target in a row of {@link #SQL}. */
  Target read(ResultSet row, Name name) throws SQLException {
    refuseIf(row.getBoolean("gone"), name);
    Target target =
        new Target(row.getInt("collection"), row.getInt("dimension"), row.getLong("vectors"));
    known.put(name, target);
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
