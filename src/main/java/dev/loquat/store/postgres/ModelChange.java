package dev.loquat.store.postgres;

import dev.loquat.store.Document;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.VectorMaker;
import dev.loquat.store.VectorMaker.Made;
import dev.loquat.store.VectorMaker.Pending;
import dev.loquat.store.VectorMaker.Step;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes a collection from its embedding models to others, step by step. Passages are visited in the
 * order of their numbers, which new ones continue; vectors are made outside of any transaction and
 * written together with the number that was reached. One process at a time makes a collection's
 * change: a lock of its session keeps others away, and ends with it.
 */
final class ModelChange {
  private static final int REMOVED_AT_ONCE = 20_000;
  private static final int LOCK_SPACE = 0x20C0A7;

  private final Database database;
  private final int tenant;
  private final Reading reading;
  private final Writing writing;
  private final VectorIndexes indexes;

  ModelChange(
      Database database, int tenant, Reading reading, Writing writing, VectorIndexes indexes) {
    this.database = database;
    this.tenant = tenant;
    this.reading = reading;
    this.writing = writing;
    this.indexes = indexes;
  }

  /** Where a change is. */
  private record State(int collection, List<String> next, long reached) {
    boolean isOver() {
      return next.isEmpty();
    }

    String[] nextModels() {
      return next.toArray(String[]::new);
    }
  }

  Step step(String name, int most, VectorMaker maker) {
    return database.read(
        connection -> {
          int collection = reading.collectionId(connection, name);
          if (!lock(connection, "SELECT pg_try_advisory_lock(?, ?)", collection)) {
            return Step.BUSY;
          }
          try {
            return step(connection, collection, name, most, maker);
          } catch (SQLException | RuntimeException e) {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
              connection.rollback(); // a transaction that failed would refuse to unlock
            }
            throw e;
          } finally {
            if (!connection.isClosed()) {
              lock(connection, "SELECT pg_advisory_unlock(?, ?)", collection);
            }
          }
        });
  }

  private boolean lock(Connection connection, String sql, int collection) throws SQLException {
    return Sql.of(sql, LOCK_SPACE + tenant, collection)
        .first(connection, row -> row.getBoolean(1))
        .orElse(false);
  }

  private Step step(Connection connection, int collection, String name, int most, VectorMaker maker)
      throws SQLException {
    if (removeSomeOld(connection, collection)) {
      return Step.MORE;
    }
    State state = state(connection, collection, name);
    if (state.isOver()) {
      return Step.NOTHING;
    }
    List<Pending> pending = pending(connection, state, most);
    if (pending.isEmpty()) {
      indexes.ensure(collection);
      database.write(c -> exchange(c, state));
    } else {
      List<Made> made = maker.vectors(state.next(), pending);
      database.write(c -> keep(c, state, pending, made));
    }
    return Step.MORE;
  }

  private State state(Connection connection, int collection, String name) throws SQLException {
    return Sql.of(
            "SELECT embedding_next, embedding_passage FROM collection WHERE tenant = ? AND id = ?",
            tenant,
            collection)
        .first(connection, row -> new State(collection, texts(row.getArray(1)), row.getLong(2)))
        .orElseThrow(() -> new UnknownCollectionException(name));
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Array array)
      throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private List<Pending> pending(Connection connection, State state, int most) throws SQLException {
    List<Row> rows =
        Sql.of(
                """
                SELECT p.id, p.document, p.start_unit, p.end_unit, ARRAY(
                       SELECT e.model FROM embedding e
                        WHERE e.tenant = p.tenant AND e.collection = p.collection
                          AND e.model = ANY (?) AND e.passage = p.id)
                  FROM passage p
                 WHERE p.tenant = ? AND p.collection = ? AND p.id > ? ORDER BY p.id LIMIT ?
                """,
                state.nextModels(),
                tenant,
                state.collection(),
                state.reached(),
                most)
            .list(
                connection,
                row ->
                    new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        texts(row.getArray(5))));
    Map<String, Document> documents = new HashMap<>();
    for (Row row : rows) {
      if (!documents.containsKey(row.document())) {
        reading
            .document(connection, state.collection(), row.document())
            .ifPresent(document -> documents.put(row.document(), document));
      }
    }
    return rows.stream()
        .filter(row -> documents.containsKey(row.document())) // else it was removed meanwhile
        .map(row -> row.of(Objects.requireNonNull(documents.get(row.document()))))
        .toList();
  }

  private record Row(long key, String document, int start, int end, List<String> models) {
    Pending of(Document whole) {
      return new Pending(key, whole, start, end, models);
    }
  }

  /** Writes vectors, unless the change is another by now. */
  private boolean keep(Connection connection, State state, List<Pending> pending, List<Made> made)
      throws SQLException {
    if (!reach(connection, state, pending.getLast().key(), pending.size())) {
      return false;
    }
    List<Long> there = stillThere(connection, state, made);
    Map<String, List<Writing.Vector>> vectors = new LinkedHashMap<>();
    for (Made one : made) {
      if (there.contains(one.passage())) {
        vectors
            .computeIfAbsent(one.model(), model -> new ArrayList<>())
            .add(new Writing.Vector(one.passage(), one.vector()));
      }
    }
    writing.insertVectors(connection, state.collection(), vectors);
    return true;
  }

  /** Locks the collection's row: no other writes to the collection until this transaction ends. */
  private boolean reach(Connection connection, State state, long passage, int done)
      throws SQLException {
    return Sql.of(
                """
                UPDATE collection
                   SET embedding_passage = ?, embedding_done = embedding_done + ?
                 WHERE tenant = ? AND id = ? AND embedding_next = ? AND embedding_passage = ?
                """,
                passage,
                done,
                tenant,
                state.collection(),
                state.nextModels(),
                state.reached())
            .update(connection)
        == 1;
  }

  private List<Long> stillThere(Connection connection, State state, List<Made> made)
      throws SQLException {
    return Sql.of(
            "SELECT id FROM passage WHERE tenant = ? AND collection = ? AND id = ANY (?)",
            tenant,
            state.collection(),
            made.stream().mapToLong(Made::passage).toArray())
        .list(connection, row -> row.getLong(1));
  }

  /** The new models take the place of the old ones, if no passage came meanwhile. */
  private boolean exchange(Connection connection, State state) throws SQLException {
    if (!reach(connection, state, state.reached(), 0)) {
      return false;
    }
    // A statement of its own, so that it sees what was written before the row was locked.
    return Sql.of(
                """
                UPDATE collection SET version = version + 1, embedding = embedding_next,
                       embedding_next = NULL, embedding_passage = 0, embedding_done = 0
                 WHERE tenant = ? AND id = ? AND NOT EXISTS (
                       SELECT FROM passage WHERE tenant = ? AND collection = ? AND id > ?)
                """,
                tenant,
                state.collection(),
                tenant,
                state.collection(),
                state.reached())
            .update(connection)
        == 1;
  }

  /** Removes some vectors of models that the collection neither has nor shall have. */
  private boolean removeSomeOld(Connection connection, int collection) throws SQLException {
    List<String> old = oldModels(connection, collection);
    if (old.isEmpty()) {
      return false;
    }
    String model = old.getFirst();
    if (database.write(c -> removeVectors(c, collection, model)) < REMOVED_AT_ONCE) {
      database.write(c -> forget(c, collection, model));
      indexes.drop(indexes.of(connection, collection, model));
    }
    return true;
  }

  private List<String> oldModels(Connection connection, int collection) throws SQLException {
    return Sql.of(
            """
            SELECT m.model FROM collection c JOIN collection_model m
                ON m.tenant = c.tenant AND m.collection = c.id
             WHERE c.tenant = ? AND c.id = ?
               AND m.model <> ALL (c.embedding || coalesce(c.embedding_next, '{}'))
            """,
            tenant,
            collection)
        .list(connection, row -> row.getString(1));
  }

  private int removeVectors(Connection connection, int collection, String model)
      throws SQLException {
    return Sql.of(
            """
            DELETE FROM embedding WHERE tenant = ? AND collection = ? AND model = ?
               AND passage = ANY (ARRAY(
                   SELECT passage FROM embedding WHERE tenant = ? AND collection = ? AND model = ?
                    ORDER BY passage LIMIT ?))
            """,
            tenant,
            collection,
            model,
            tenant,
            collection,
            model,
            REMOVED_AT_ONCE)
        .update(connection);
  }

  /** A model of which there are no vectors any more, unless it shall be used again. */
  private int forget(Connection connection, int collection, String model) throws SQLException {
    LockedCollection.lockRow(connection, tenant, collection);
    return Sql.of(
            """
            DELETE FROM collection_model m USING collection c
             WHERE c.tenant = ? AND c.id = ? AND m.tenant = c.tenant AND m.collection = c.id
               AND m.model = ? AND m.model <> ALL (c.embedding || coalesce(c.embedding_next, '{}'))
               AND NOT EXISTS (
                   SELECT FROM embedding e
                    WHERE e.tenant = m.tenant AND e.collection = m.collection AND e.model = m.model)
            """,
            tenant,
            collection,
            model)
        .update(connection);
  }
}
