package dev.loquat.store.postgres;

import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptSummary;
import dev.loquat.store.PromptVersion;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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

  private static final String GROUPED =
      " GROUP BY v.tenant, v.name, v.version ORDER BY v.version DESC LIMIT ";

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
    return database.read(
        c -> {
          try (PreparedStatement statement =
              c.prepareStatement("SELECT revision FROM prompt_revision WHERE tenant = ?")) {
            statement.setInt(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? rows.getLong(1) : 0;
            }
          }
        });
  }

  @Override
  public List<PromptSummary> prompts() {
    return database.read(
        c -> {
          Map<String, Map<String, Integer>> labels = labels(c);
          List<PromptSummary> all = new ArrayList<>();
          try (PreparedStatement statement =
              c.prepareStatement(
                  "SELECT name, count(*), max(version) FROM prompt_version WHERE tenant = ?"
                      + " GROUP BY name ORDER BY name")) {
            statement.setInt(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                String name = rows.getString(1);
                all.add(
                    new PromptSummary(
                        name, rows.getInt(2), rows.getInt(3), labels.getOrDefault(name, Map.of())));
              }
            }
          }
          return all;
        });
  }

  private Map<String, Map<String, Integer>> labels(Connection c) throws SQLException {
    Map<String, Map<String, Integer>> labels = new LinkedHashMap<>();
    try (PreparedStatement statement = c.prepareStatement("SELECT * FROM " + CURRENT + " l")) {
      statement.setInt(1, tenant);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          labels
              .computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>())
              .put(rows.getString(2), rows.getInt(3));
        }
      }
    }
    return labels;
  }

  @Override
  public List<PromptVersion> versions(String name, int most) {
    return database.read(
        c -> {
          try (PreparedStatement statement =
              c.prepareStatement(VERSIONS + GROUPED + Math.max(0, most))) {
            return versions(statement, name);
          }
        });
  }

  private List<PromptVersion> versions(PreparedStatement statement, String name)
      throws SQLException {
    statement.setInt(1, tenant);
    statement.setInt(2, tenant);
    statement.setString(3, name);
    List<PromptVersion> versions = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Array labels = rows.getArray(5);
        versions.add(
            new PromptVersion(
                rows.getString(1),
                rows.getInt(2),
                rows.getString(3),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                List.of((String[]) labels.getArray())));
      }
    }
    return versions;
  }

  @Override
  public Optional<PromptVersion> find(PromptReference reference) {
    return database.read(c -> find(c, reference));
  }

  private Optional<PromptVersion> find(Connection c, PromptReference reference)
      throws SQLException {
    String label = reference.label().orElse(PromptReference.PRODUCTION);
    boolean latest = label.equals(PromptReference.LATEST);
    String which =
        reference.version().isPresent()
            ? " AND v.version = " + reference.version().getAsInt()
            : latest
                ? ""
                : " AND v.version = (SELECT p.version FROM prompt_label p WHERE p.tenant = v.tenant"
                    + " AND p.name = v.name AND p.label = ? ORDER BY p.step DESC LIMIT 1)";
    try (PreparedStatement statement = c.prepareStatement(VERSIONS + which + GROUPED + 1)) {
      if (which.endsWith("LIMIT 1)")) {
        statement.setString(4, label);
      }
      return versions(statement, reference.name()).stream().findFirst();
    }
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
          try (PreparedStatement statement =
              c.prepareStatement(
                  "INSERT INTO prompt_version (tenant, name, version, source) VALUES (?, ?, ?, ?)"
                      + " RETURNING created")) {
            statement.setInt(1, tenant);
            statement.setString(2, name);
            statement.setInt(3, version);
            statement.setString(4, source);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return new Added(
                  new PromptVersion(
                      name,
                      version,
                      source,
                      rows.getObject(1, OffsetDateTime.class).toInstant(),
                      List.of()),
                  true);
            }
          }
        });
  }

  /** Writers to one prompt wait for each other; readers do not. */
  private void lock(Connection c, String name) throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement("SELECT pg_advisory_xact_lock(?, hashtext(?))")) {
      statement.setInt(1, tenant);
      statement.setString(2, "prompt:" + name);
      statement.execute();
    }
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
            update(
                c,
                "INSERT INTO prompt_label (tenant, name, label, step, version) VALUES (?, ?, ?, ?, ?)",
                name,
                label,
                step,
                version);
            update(
                c,
                "DELETE FROM prompt_label WHERE tenant = ? AND name = ? AND label = ? AND step <= ?",
                name,
                label,
                step - KEPT_STEPS);
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
          update(
              c,
              "DELETE FROM prompt_label WHERE tenant = ? AND name = ? AND label = ? AND step = ?",
              name,
              label,
              past.getFirst()[0]);
          return Optional.of(new Moved(past.get(1)[1], OptionalInt.of(past.getFirst()[1])));
        });
  }

  /** The last two steps of a label and their versions, newest first. */
  private List<int[]> past(Connection c, String name, String label) throws SQLException {
    List<int[]> past = new ArrayList<>();
    try (PreparedStatement statement =
        c.prepareStatement(
            "SELECT step, version FROM prompt_label WHERE tenant = ? AND name = ? AND label = ?"
                + " ORDER BY step DESC LIMIT 2")) {
      statement.setInt(1, tenant);
      statement.setString(2, name);
      statement.setString(3, label);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          past.add(new int[] {rows.getInt(1), rows.getInt(2)});
        }
      }
    }
    return past;
  }

  @Override
  public boolean removeLabel(String name, String label) {
    return database.write(
        c -> {
          lock(c, name);
          return update(
                  c,
                  "DELETE FROM prompt_label WHERE tenant = ? AND name = ? AND label = ?",
                  name,
                  label)
              > 0;
        });
  }

  @Override
  public boolean remove(String name) {
    return database.write(
        c -> {
          lock(c, name);
          return update(c, "DELETE FROM prompt_version WHERE tenant = ? AND name = ?", name) > 0;
        });
  }

  /** Runs a statement whose first parameter is the tenant. */
  private int update(Connection c, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      statement.setInt(1, tenant);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 2, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
