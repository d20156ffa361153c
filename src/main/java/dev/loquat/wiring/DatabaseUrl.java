package dev.loquat.wiring;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code DATABASE_URL} ({@code postgres://user:password@host:port/name?options}, or JDBC's
 * own form) into the settings of the data source. Whoever sets it wants Postgres.
 */
public final class DatabaseUrl implements ConfigSource {
  /** Above application.properties (250), below environment (300) and system properties (400). */
  private static final int ORDINAL = 290;

  private final Map<String, String> settings;

  /** The environment's. */
  public DatabaseUrl() {
    this(System.getenv("DATABASE_URL"));
  }

  DatabaseUrl(@Nullable String url) {
    this.settings = url == null || url.isBlank() ? Map.of() : settings(url.strip());
  }

  private static Map<String, String> settings(String url) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("loquat.store", "postgres");
    settings.put("quarkus.datasource.active", "true");
    settings.put("quarkus.flyway.active", "true");
    if (url.startsWith("jdbc:")) {
      settings.put("quarkus.datasource.jdbc.url", url);
      return settings;
    }
    URI uri = URI.create(url);
    if (!Set.of("postgres", "postgresql").contains(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "DATABASE_URL must look like postgres://user:password@host:port/name");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    settings.put(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
    String user = uri.getRawUserInfo();
    if (user != null) {
      String[] parts = user.split(":", 2);
      settings.put("quarkus.datasource.username", decode(parts[0]));
      if (parts.length == 2) {
        settings.put("quarkus.datasource.password", decode(parts[1]));
      }
    }
    return settings;
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public Set<String> getPropertyNames() {
    return settings.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return settings.get(name);
  }

  @Override
  public String getName() {
    return "DATABASE_URL";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
