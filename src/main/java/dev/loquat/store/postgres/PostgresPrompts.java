package dev.loquat.store.postgres;

import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptSummary;
import dev.loquat.store.PromptVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** Stored prompts in PostgreSQL. Changes are told on the channel {@link #CHANNEL} by triggers. */
public final class PostgresPrompts implements PromptStore {
  /** Its notifications carry {@code <tenant>:<name of the prompt>}. */
  public static final String CHANNEL = "loquat_prompts";

  private static final int KEPT_STEPS = 100;

  /** The labels as they are, each with its newest step. */
  private static final String CURRENT =
      "(SELECT DISTINCT ON (name, label) name, label, version FROM prompt_label"
          + " WHERE tenant = ? ORDER BY name, label, step DESC)";

  private static final String VERSIONS =
      "SELECT v.name, v.version, v.source, v.created, array_remove(array_agg(l.label ORDER BY l.label), NULL)"
          + " FROM prompt_version v LEFT JOIN "
          + CURRENT
          + " l ON l.name = v.name AND l.version = v.version WHERE v.tenant = ? AND v.name = ?";

  private static final String OF_LABEL =
      " AND v.version = (SELECT p.version FROM prompt_label p WHERE p.tenant = v.tenant"
          + " AND p.name = v.name AND p.label = ? ORDER BY p.step DESC LIMIT 1)";

  private static final String GROUPED =
      " GROUP BY v.tenant, v.name, v.version ORDER BY v.version DESC LIMIT ?";

  private final Database database;
  private final int tenant;

  /** The prompts of one tenant; the pool is not closed by this store. */
  public PostgresPrompts(DataSource source, int tenant) {
    this.database = new Database(source);
    this.tenant = tenant;
  }

  /** Whose prompts these are, as notifications have it. */
  public int tenant() {
    return tenant;
  }

  @Override
  public long revision() {
    Sql revision = Sql.of("SELECT revision FROM prompt_revision WHERE tenant = ?", tenant);
    return database.read(c -> revision.first(c, row -> row.getLong(1)).orElse(0L));
  }

  @Override
  public List<PromptSummary> prompts() {
    Sql prompts =
        Sql.of(
            "SELECT name, count(*), max(version) FROM prompt_version WHERE tenant = ?"
                + " GROUP BY name ORDER BY name",
            tenant);
    return database.read(
        c -> {
          Map<String, Map<String, Integer>> labels = labels(c);
          return prompts.list(
              c,
              row ->
                  new PromptSummary(
                      row.getString(1),
                      row.getInt(2),
                      row.getInt(3),
                      labels.getOrDefault(row.getString(1), Map.of())));
        });
  }

  private Map<String, Map<String, Integer>> labels(Connection c) throws SQLException {
    Map<String, Map<String, Integer>> labels = new LinkedHashMap<>();
    Sql.of("SELECT * FROM " + CURRENT + " l", tenant)
        .forEach(
            c,
            row ->
                labels
                    .computeIfAbsent(row.getString(1), name -> new LinkedHashMap<>())
                    .put(row.getString(2), row.getInt(3)));
    return labels;
  }

  @Override
  public List<PromptVersion> versions(String name, int most) {
    Sql versions = Sql.of(VERSIONS + GROUPED, tenant, tenant, name, Math.max(0, most));
    return database.read(c -> versions.list(c, PostgresPrompts::version));
  }

  private static PromptVersion version(ResultSet row) throws SQLException {
    return new PromptVersion(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        List.of((String[]) row.getArray(5).getArray()));
  }

  @Override
  public Optional<PromptVersion> find(PromptReference reference) {
    return database.read(c -> find(c, reference));
  }

  private Optional<PromptVersion> find(Connection c, PromptReference reference)
      throws SQLException {
    String label = reference.label().orElse(PromptReference.PRODUCTION);
    Sql version;
    if (reference.version().isPresent()) {
      int number = reference.version().getAsInt();
      version =
          Sql.of(
              VERSIONS + " AND v.version = ?" + GROUPED,
              tenant,
              tenant,
              reference.name(),
              number,
              1);
    } else if (label.equals(PromptReference.LATEST)) {
      version = Sql.of(VERSIONS + GROUPED, tenant, tenant, reference.name(), 1);
    } else {
      version = Sql.of(VERSIONS + OF_LABEL + GROUPED, tenant, tenant, reference.name(), label, 1);
    }
    return version.first(c, PostgresPrompts::version);
  }

  @Override
  public Added add(String name, String source) {
    return database.write(
        c -> {
          lock(c, name);
          Optional<PromptVersion> newest =
              find(
                  c,
                  new PromptReference(
                      name, Optional.of(PromptReference.LATEST), OptionalInt.empty()));
          if (newest.isPresent() && newest.get().source().equals(source)) {
            return new Added(newest.get(), false);
          }
          int version = newest.map(PromptVersion::version).orElse(0) + 1;
          Instant created =
              Sql.of(
                      "INSERT INTO prompt_version (tenant, name, version, source)"
                          + " VALUES (?, ?, ?, ?) RETURNING created",
                      tenant,
                      name,
                      version,
                      source)
                  .first(c, row -> row.getObject(1, OffsetDateTime.class).toInstant())
                  .orElseThrow();
          return new Added(new PromptVersion(name, version, source, created, List.of()), true);
        });
  }

  /** Writers to one prompt wait for each other; readers do not. */
  private void lock(Connection c, String name) throws SQLException {
    Sql.of("SELECT pg_advisory_xact_lock(?, hashtext(?))", tenant, "prompt:" + name).exists(c);
  }

  @Override
  public Optional<Moved> label(String name, String label, int version) {
    return database.write(
        c -> {
          lock(c, name);
          if (find(c, new PromptReference(name, Optional.empty(), OptionalInt.of(version)))
              .isEmpty()) {
            return Optional.empty();
          }
          List<int[]> past = past(c, name, label);
          OptionalInt previous =
              past.isEmpty() ? OptionalInt.empty() : OptionalInt.of(past.getFirst()[1]);
          if (previous.isEmpty() || previous.getAsInt() != version) {
            int step = past.isEmpty() ? 1 : past.getFirst()[0] + 1;
            Sql.of(
                    "INSERT INTO prompt_label (tenant, name, label, step, version)"
                        + " VALUES (?, ?, ?, ?, ?)",
                    tenant,
                    name,
                    label,
                    step,
                    version)
                .update(c);
            Sql.of(
                    "DELETE FROM prompt_label"
                        + " WHERE tenant = ? AND name = ? AND label = ? AND step <= ?",
                    tenant,
                    name,
                    label,
                    step - KEPT_STEPS)
                .update(c);
          }
          return Optional.of(new Moved(version, previous));
        });
  }

  @Override
  public Optional<Moved> rollBack(String name, String label) {
    return database.write(
        c -> {
          lock(c, name);
          List<int[]> past = past(c, name, label);
          if (past.size() < 2) {
            return Optional.empty();
          }
          Sql.of(
                  "DELETE FROM prompt_label"
                      + " WHERE tenant = ? AND name = ? AND label = ? AND step = ?",
                  tenant,
                  name,
                  label,
                  past.getFirst()[0])
              .update(c);
          return Optional.of(new Moved(past.get(1)[1], OptionalInt.of(past.getFirst()[1])));
        });
  }

  /** The last two steps of a label and their versions, newest first. */
  private List<int[]> past(Connection c, String name, String label) throws SQLException {
    return Sql.of(
            "SELECT step, version FROM prompt_label WHERE tenant = ? AND name = ? AND label = ?"
                + " ORDER BY step DESC LIMIT 2",
            tenant,
            name,
            label)
        .list(c, row -> new int[] {row.getInt(1), row.getInt(2)});
  }

  @Override
  public boolean removeLabel(String name, String label) {
    return database.write(
        c -> {
          lock(c, name);
          return Sql.of(
                      "DELETE FROM prompt_label WHERE tenant = ? AND name = ? AND label = ?",
                      tenant,
                      name,
                      label)
                  .update(c)
              > 0;
        });
  }

  @Override
  public boolean remove(String name) {
    return database.write(
        c -> {
          lock(c, name);
          return Sql.of("DELETE FROM prompt_version WHERE tenant = ? AND name = ?", tenant, name)
                  .update(c)
              > 0;
        });
  }
}
