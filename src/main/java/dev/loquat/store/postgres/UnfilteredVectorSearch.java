package dev.loquat.store.postgres;

import dev.loquat.store.Hit;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The nearest of all vectors of a model. Where a collection was searched before, one statement
 * looks at it and makes the search that was right then; if it is not any more, another follows.
 */
final class UnfilteredVectorSearch {
  /**
   * The first row is the target, which is computed before the query and so before the search, whose
   * ef_search it sets. The others are the search's, in order.
   */
  private static final String WITH_TARGET =
      "WITH target AS MATERIALIZED ("
          + VectorTargets.SQL
          + """
      ), q AS MATERIALIZED (SELECT ?::real[]::halfvec AS query FROM target)
      SELECT collection::bigint, dimension::float8, vectors, gone FROM target
      UNION ALL
      SELECT passage, 1 - distance, NULL, NULL FROM (%s) AS found
      """;

  private final int tenant;
  private final int minVectorsForIndex;
  private final VectorTargets targets;

  UnfilteredVectorSearch(int tenant, int minVectorsForIndex, VectorTargets targets) {
    this.tenant = tenant;
    this.minVectorsForIndex = minVectorsForIndex;
    this.targets = targets;
  }

  List<Hit> nearest(Connection connection, VectorTargets.Name name, float[] query, int k)
      throws SQLException {
    Optional<VectorTargets.Target> known =
        targets.known(name).filter(target -> target.dimension() == query.length);
    if (known.isEmpty()) {
      return nearest(connection, name, targets.read(connection, name), query, k);
    }
    String search = search(known.get(), name, k);
    Rows rows = new Rows(name);
    Sql.of(WITH_TARGET.formatted(search), name.model(), tenant, name.collection(), query)
        .forEach(connection, rows);
    VectorTargets.Target now =
        rows.target.orElseThrow(() -> new UnknownCollectionException(name.collection()));
    return !VectorTargets.isEmpty(now, name, query) && search(now, name, k).equals(search)
        ? rows.hits
        : nearest(connection, name, now, query, k);
  }

  /** The rows of {@link #WITH_TARGET}. */
  private final class Rows implements Sql.Taker {
    private final VectorTargets.Name name;
    private final List<Hit> hits = new ArrayList<>();
    private Optional<VectorTargets.Target> target = Optional.empty();

    Rows(VectorTargets.Name name) {
      this.name = name;
    }

    @Override
    public void take(ResultSet row) throws SQLException {
      if (row.getObject("gone") == null) {
        hits.add(VectorSearch.hit(row));
      } else {
        target = Optional.of(targets.read(row, name));
      }
    }
  }

  private List<Hit> nearest(
      Connection connection,
      VectorTargets.Name name,
      VectorTargets.Target target,
      float[] query,
      int k)
      throws SQLException {
    return VectorTargets.isEmpty(target, name, query)
        ? List.of()
        : VectorSearch.run(connection, search(target, name, k), query, List.of());
  }

  private String search(VectorTargets.Target target, VectorTargets.Name name, int k) {
    String condition = VectorIndexes.condition(tenant, target.collection(), name.model());
    return target.vectors() >= minVectorsForIndex
        ? VectorSearch.INDEXED.formatted(condition, "", target.dimension(), k)
        : VectorSearch.EXACT.formatted(condition, "", k);
  }
}
