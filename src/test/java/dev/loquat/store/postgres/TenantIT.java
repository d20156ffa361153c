package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.Tenant;
import dev.loquat.store.TenantStores;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Two tenants in one database, each with a role of its own, and a role that serves both. */
@Tag("server")
class TenantIT {
  private static final String SUFFIX = UUID.randomUUID().toString().substring(0, 8);
  private static final String ONE = "loquat_one_" + SUFFIX;
  private static final String TWO = "loquat_two_" + SUFFIX;
  private static final String BOTH = "loquat_both_" + SUFFIX;
  private static PGSimpleDataSource database;
  private static AgroalDataSource one;
  private static AgroalDataSource two;

  @BeforeAll
  static void twoTenants() throws SQLException {
    database = TestPostgres.migratedDatabase();
    try (Connection owner = database.getConnection();
        var statement = owner.createStatement()) {
      for (String role : List.of(ONE, TWO, BOTH)) {
        statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'");
      }
      for (int tenant = 1; tenant <= 2; tenant++) {
        statement.execute("INSERT INTO prompt_version VALUES (" + tenant + ", 'p', 1, 'source')");
        statement.execute("INSERT INTO prompt_label VALUES (" + tenant + ", 'p', 'live', 1, 1)");
      }
      statement.execute("SELECT loquat_admit('" + ONE + "', 1)");
      statement.execute("SELECT loquat_admit('" + TWO + "', 2)");
      statement.execute("SELECT loquat_admit('" + BOTH + "')");
    }
    one = SmallPool.of(as(ONE));
    two = SmallPool.of(as(TWO));
    write(new PostgresStore(one, 1), "papers", "the secret of one");
    write(new PostgresStore(two, 2), "papers", "the secret of two");
  }

  @AfterAll
  static void leave() throws SQLException {
    one.close();
    two.close();
    try (Connection owner = database.getConnection();
        var statement = owner.createStatement()) {
      for (String role : List.of(ONE, TWO, BOTH)) {
        statement.execute("DROP OWNED BY " + role);
        statement.execute("DROP ROLE " + role);
      }
    }
  }

  private static PGSimpleDataSource as(String role) {
    PGSimpleDataSource out = new PGSimpleDataSource();
    out.setUrl(TestPostgres.jdbcUrl(database));
    out.setUser(role);
    out.setPassword("secret");
    return out;
  }

  private static void write(PostgresStore store, String collection, String text) {
    var vector = new IndexedPassage.Embedded("m", new float[] {1, 0});
    store.open(collection, "a");
    store.write(
        collection,
        List.of(
            new IndexedDocument(
                new Document("d", "", text, Optional.empty(), Map.of("lang", "en")),
                "h",
                Optional.empty(),
                List.of(
                    new IndexedPassage(
                        0, text.length(), List.of(text.split(" ")), Optional.of(vector))))));
  }

  @Test
  void noTableOfARolesOwnSaysWhoseRowsItSees() throws SQLException {
    try (Connection session = as(ONE).getConnection();
        var statement = session.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE tenant_role AS SELECT '" + ONE + "'::text AS role, 2 AS tenant");
      statement.execute("GRANT SELECT ON tenant_role TO PUBLIC");
      try (var rows = statement.executeQuery("SELECT string_agg(text, ';') FROM document")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("the secret of one");
      }
    }
  }

  @Test
  void eachTenantFindsItsOwnUnderTheSameNames() {
    PostgresStore store = new PostgresStore(two, 2);
    assertThat(store.document("papers", "d").orElseThrow().text()).isEqualTo("the secret of two");
    assertThat(store.keywords("papers", List.of("two"), 10, Filter.NONE)).hasSize(1);
    assertThat(store.keywords("papers", List.of("one"), 10, Filter.NONE)).isEmpty();
    assertThat(store.nearest("papers", "m", new float[] {1, 0}, 10, Filter.NONE)).hasSize(1);
    store.compact("papers");
    assertThat(store.collections()).extracting(CollectionInfo::name).contains("papers");
  }

  @Test
  void theFunctionThatLooksForAllRolesShowsEachItsOwnPassagesOnly() throws SQLException {
    String sql =
        "SELECT count(*) FROM known c,"
            + " loquat_allowed(c.whose, c.id, '$.\"lang\" == \"en\"', '{}', 100)";
    try (Connection owner = database.getConnection();
        var statement = owner.createStatement()) {
      statement.execute("CREATE TABLE known AS SELECT tenant AS whose, id FROM collection");
      statement.execute("GRANT SELECT ON known TO PUBLIC");
      assertThat(count(owner, sql)).isEqualTo(2);
    }
    try (Connection own = one.getConnection()) {
      assertThat(count(own, sql)).isEqualTo(1);
      assertThat(count(own, sql.replace("c.whose,", "NULL,"))).isZero();
    }
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void aStoreOfAnotherTenantFindsNothingEvenIfItAsks() {
    assertThat(new PostgresStore(one, 2).collections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collection",
        "collection_model",
        "document",
        "passage",
        "embedding",
        "segment",
        "posting",
        "prompt_version",
        "prompt_label",
        "prompt_revision"
      })
  void aHandWrittenQueryOfTheApplicationsRoleReadsAndWritesItsTenantOnly(String table)
      throws SQLException {
    try (Connection connection = as(ONE).getConnection()) {
      assertThat(tenants(connection, table)).containsOnly(1);
      connection.createStatement().execute("SET loquat.tenant = '2'"); // a role's tenant is fixed
      assertThat(tenants(connection, table)).containsOnly(1);
      try (var statement = connection.createStatement()) {
        assertThat(statement.executeUpdate("DELETE FROM " + table + " WHERE tenant = 2")).isZero();
        assertThatThrownBy(() -> statement.execute("UPDATE " + table + " SET tenant = 2"))
            .hasMessageContaining("row-level security");
      }
    }
  }

  @Test
  void everyTableWithATenantIsProtected() throws SQLException {
    List<String> open = new ArrayList<>();
    try (Connection owner = database.getConnection();
        var rows =
            owner
                .createStatement()
                .executeQuery(
                    "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " WHERE a.attname = 'tenant' AND c.relkind IN ('r', 'p')"
                        + " AND c.relname <> 'tenant_role' AND NOT c.relrowsecurity")) {
      while (rows.next()) {
        open.add(rows.getString(1));
      }
    }
    assertThat(open).as("tables whose migration does not call loquat_protect").isEmpty();
  }

  @Test
  void aRoleThatServesSeveralSeesTheTenantThatItsSessionNames() throws SQLException {
    try (Connection connection = as(BOTH).getConnection()) {
      assertThat(tenants(connection, "document")).isEmpty();
      for (int tenant : new int[] {1, 2}) {
        connection.createStatement().execute("SET loquat.tenant = '" + tenant + "'");
        assertThat(tenants(connection, "document")).containsExactly(tenant);
      }
    }
  }

  @Test
  void requestsOfSeveralTenantsOnTheSameConnectionsReadAndWriteTheirOwnOnly() throws Exception {
    try (AgroalDataSource shared = SmallPool.of(as(BOTH), 2)) {
      List<PostgresStore> stores = new ArrayList<>();
      for (int tenant = 1; tenant <= 2; tenant++) {
        stores.add(
            new PostgresStore(
                new Access(shared, shared, tenant, true), PostgresStore.Tuning.DEFAULT));
      }
      List<Callable<String>> requests = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int tenant = 1 + i % 2;
        PostgresStore store = stores.get(tenant - 1);
        String own = tenant == 1 ? "one" : "two";
        if (i % 20 < 2) {
          requests.add(
              () -> {
                write(store, "more", "the secret of " + own);
                return "";
              });
        } else if (i % 20 < 4) {
          requests.add(() -> failing(store)); // a transaction that rolls back leaves nothing either
        } else {
          requests.add(() -> seen(store, own));
        }
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (Future<String> answer : threads.invokeAll(requests)) {
          assertThat(answer.get()).isEmpty();
        }
      }
      for (int i = 0; i < 2; i++) {
        try (Connection connection = shared.getConnection()) {
          assertThat(tenants(connection, "document")).as("between requests").isEmpty();
        }
      }
    }
  }

  private static String failing(PostgresStore store) {
    assertThatThrownBy(() -> store.delete("nowhere", List.of("d")))
        .isInstanceOf(UnknownCollectionException.class);
    return "";
  }

  /** What is odd about what a tenant sees. */
  private static String seen(PostgresStore store, String own) {
    String text = store.document("papers", "d").orElseThrow().text();
    List<Hit> found = store.keywords("papers", List.of("secret"), 10, Filter.NONE);
    String passage =
        store.passages("papers", found.stream().map(Hit::passage).toList()).getFirst().text();
    return text.endsWith(own) && passage.endsWith(own) && found.size() == 1
        ? ""
        : own + " sees " + text + ", " + passage + ", " + found;
  }

  @Test
  void aThreadThatWorksForNobodyIsRefusedByTheStoreOfSeveralTenants() {
    try (TenantStores stores =
        new TenantStores(Map.of(1, new PostgresStore(one, 1), 2, new PostgresStore(two, 2)))) {
      assertThatThrownBy(stores::collections).isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> Tenant.run(Optional.of(3), stores::collections))
          .isInstanceOf(StoreUnavailableException.class);
      for (int tenant = 1; tenant <= 2; tenant++) {
        String text =
            Tenant.call(Optional.of(tenant), () -> stores.document("papers", "d").orElseThrow())
                .text();
        assertThat(text).endsWith(tenant == 1 ? "one" : "two");
      }
    }
  }

  @Test
  void theOwnersConnectionMakesTheIndexesOfARoleThatMayNot() throws SQLException {
    Access access = new Access(one, database, 1, false);
    PostgresStore store = new PostgresStore(access, new PostgresStore.Tuning(1 << 20, 1, 1000));
    write(store, "indexed", "the index of one");
    store.compact("indexed");
    assertThat(indexes()).isEqualTo(1);
    store.drop("indexed");
    assertThat(indexes()).isZero();
  }

  private static int indexes() throws SQLException {
    try (Connection owner = database.getConnection();
        var rows =
            owner
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'embedding_hnsw_%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void theApplicationsRoleCannotChangeWhomItServes() throws SQLException {
    try (Connection connection = as(ONE).getConnection();
        var statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "UPDATE tenant_role SET tenant = 2",
              "SELECT * FROM tenant_role",
              "SELECT loquat_admit('" + ONE + "', 2)",
              "ALTER TABLE document DISABLE ROW LEVEL SECURITY",
              "SET ROLE " + TWO)) {
        assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
      }
    }
  }

  private static List<Integer> tenants(Connection connection, String table) throws SQLException {
    List<Integer> out = new ArrayList<>();
    try (var rows = connection.createStatement().executeQuery("SELECT tenant FROM " + table)) {
      while (rows.next()) {
        out.add(rows.getInt(1));
      }
    }
    return out;
  }
}
