package dev.loquat.testing;

import dev.loquat.store.postgres.PostgresStore;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection pool such as the service has, for tests without Quarkus. */
public final class SmallPool {

  private SmallPool() {}

  /** A pool over {@code database}. */
  public static AgroalDataSource of(PGSimpleDataSource database) {
    return of(database, 16);
  }

  /** A pool of at most so many connections. */
  public static AgroalDataSource of(PGSimpleDataSource database, int size) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(size)
                          .exceptionSorter(new PostgreSQLExceptionSorter()) // as Quarkus has it
                          .acquisitionTimeout(java.time.Duration.ofSeconds(5))
                          .connectionFactoryConfiguration(
                              connection ->
                                  connection
                                      .jdbcUrl(database.getURL())
                                      .initialSql(PostgresStore.SESSION_SQL)
                                      .principal(new NamePrincipal(database.getUser()))
                                      .credential(new SimplePassword(database.getPassword())))));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make a pool for " + database.getDatabaseName(), e);
    }
  }
}
