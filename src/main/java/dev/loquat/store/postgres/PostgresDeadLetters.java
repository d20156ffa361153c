package dev.loquat.store.postgres;

import dev.loquat.store.DeadLetter;
import dev.loquat.store.DeadLetters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Dead letters in a table, by the digest of the document's id: an id may be all that is wrong with
 * a document. What is too old or too much goes when others come.
 */
public final class PostgresDeadLetters implements DeadLetters {
  private static final int SHOWN = 1024;
  private static final String KEEP =
      """
      INSERT INTO dead_letter AS l (tenant, collection, key, id, source, detail, document)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, collection, key) DO UPDATE
         SET source = excluded.source, detail = excluded.detail, document = excluded.document,
             attempts = l.attempts + 1, last_failed = now()
      """;
  private static final String TRIM =
      """
      DELETE FROM dead_letter WHERE tenant = ? AND collection = ? AND (
        last_failed < now() - make_interval(secs => ?)
        OR key IN (SELECT key FROM dead_letter WHERE tenant = ? AND collection = ?
                    ORDER BY last_failed DESC, key OFFSET ?))
      """;

  private final Database database;
  private final int tenant;
  private final int most;
  private final Duration age;

  /**
   * The letters of one tenant.
   *
   * @param most letters of a collection
   * @param age after which a letter is forgotten
   */
  public PostgresDeadLetters(Access access, int most, Duration age) {
    this.database = access.database();
    this.tenant = access.tenant();
    this.most = most;
    this.age = age;
  }

  @Override
  public void keep(String collection, List<Failed> failures) {
    if (failures.isEmpty()) {
      return;
    }
    database.write(
        c -> {
          for (Failed failure : failures) {
            Sql.of(
                    KEEP,
                    tenant,
                    collection,
                    key(failure.id()),
                    shown(failure.id()),
                    failure.source(),
                    shown(failure.detail()),
                    failure.document())
                .update(c);
          }
          return Sql.of(TRIM, tenant, collection, age.toSeconds(), tenant, collection, most)
              .update(c);
        });
  }

  @Override
  public List<DeadLetter> list(String collection, int wanted) {
    Sql letters =
        Sql.of(
            "SELECT id, source, detail, attempts, first_failed, last_failed,"
                + " document IS NOT NULL FROM dead_letter WHERE tenant = ? AND collection = ?"
                + " ORDER BY last_failed DESC, key LIMIT ?",
            tenant,
            collection,
            wanted);
    return database.read(c -> letters.list(c, PostgresDeadLetters::letter));
  }

  private static DeadLetter letter(ResultSet rows) throws SQLException {
    return new DeadLetter(
        rows.getString(1),
        Optional.ofNullable(rows.getString(2)),
        rows.getString(3),
        rows.getInt(4),
        rows.getObject(5, OffsetDateTime.class).toInstant(),
        rows.getObject(6, OffsetDateTime.class).toInstant(),
        rows.getBoolean(7));
  }

  @Override
  public List<Kept> documents(String collection, Collection<String> ids, int wanted) {
    Sql kept =
        Sql.of(
            "SELECT id, source, document FROM dead_letter"
                + " WHERE tenant = ? AND collection = ? AND document IS NOT NULL"
                + " AND (? OR key = ANY (?)) ORDER BY last_failed, key LIMIT ?",
            tenant,
            collection,
            ids.isEmpty(),
            keys(ids),
            wanted);
    return database.read(
        c ->
            kept.list(
                c,
                row ->
                    new Kept(
                        row.getString(1), Optional.ofNullable(row.getString(2)), row.getBytes(3))));
  }

  @Override
  public int forget(String collection, Collection<String> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    Sql letters =
        Sql.of(
            "DELETE FROM dead_letter WHERE tenant = ? AND collection = ? AND key = ANY (?)",
            tenant,
            collection,
            keys(ids));
    return database.write(letters::update);
  }

  private static byte[][] keys(Collection<String> ids) {
    return ids.stream().map(PostgresDeadLetters::key).toArray(byte[][]::new);
  }

  private static byte[] key(String id) {
    try {
      ByteBuffer units = StandardCharsets.UTF_16BE.encode(id);
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(units);
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What PostgreSQL takes as text: no NUL, no halves of characters. */
  private static String shown(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    byte[] utf8 = cut.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
