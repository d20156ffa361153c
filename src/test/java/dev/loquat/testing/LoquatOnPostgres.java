package dev.loquat.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The one Quarkus boot of this test JVM keeps its passages in a database of its own. */
public final class LoquatOnPostgres implements QuarkusTestResourceLifecycleManager {
  /** The folder that stands for a store of objects. */
  public static final Path OBJECTS = Path.of("target", "test-objects");

  @Override
  public Map<String, String> start() {
    return Map.of(
        "loquat.store", "postgres",
        "quarkus.datasource.active", "true",
        "quarkus.flyway.active", "true",
        "quarkus.datasource.jdbc.url", TestPostgres.jdbcUrl(TestPostgres.emptyDatabase()),
        "loquat.steps", "docs/steps",
        "loquat.chain.imports.shout", "log,now_millis",
        "loquat.ingest.objects", OBJECTS.toAbsolutePath().toUri().toString(),
        "quarkus.http.test-port", "0");
  }

  @Override
  public void stop() {}
}
