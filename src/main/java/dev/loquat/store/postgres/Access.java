package dev.loquat.store.postgres;

import javax.sql.DataSource;

/**
 * How a store comes to its tables.
 *
 * @param pool connections; not closed by stores
 * @param owner connections of the tables' owner, who alone may make vector indexes
 * @param tenant whose rows
 * @param shared whether the pool's connections serve several tenants: each transaction says for
 *     whom it works then
 */
public record Access(DataSource pool, DataSource owner, int tenant, boolean shared) {

  /** A pool of one tenant, whose role may be the owner's or not. */
  public static Access of(DataSource pool, int tenant) {
    return new Access(pool, pool, tenant, false);
  }

  Database database() {
    return shared ? new Database(pool, tenant) : new Database(pool);
  }

  /** The owner sees all rows, and makes indexes outside of transactions. */
  Database owners() {
    return new Database(owner);
  }
}
