package dev.loquat.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * For whom the current thread works, where one service serves several tenants. Bound for as long as
 * a piece of work runs; a thread that is started for it gets it by {@link #keep}. What is not bound
 * is bound to nobody: a store of several tenants refuses to answer then.
 */
public final class Tenant {
  private static final ScopedValue<Integer> CURRENT = ScopedValue.newInstance();

  private Tenant() {}

  /** The tenant, if one is bound. */
  public static Optional<Integer> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** What is the current tenant's; nobody's is refused. */
  static <T> T of(Map<Integer, T> all) {
    return current()
        .flatMap(tenant -> Optional.ofNullable(all.get(tenant)))
        .orElseThrow(
            () ->
                new StoreUnavailableException(
                    "no tenant: this service has several, and the call came with the key of none"));
  }

  /** Runs work for a tenant; for nobody in particular without one. */
  public static void run(Optional<Integer> tenant, Runnable work) {
    if (tenant.isPresent()) {
      ScopedValue.where(CURRENT, tenant.get()).run(work);
    } else {
      work.run();
    }
  }

  /** The same with a result. */
  public static <T> T call(Optional<Integer> tenant, Supplier<T> work) {
    return tenant.isPresent()
        ? ScopedValue.where(CURRENT, tenant.get()).call(work::get)
        : work.get();
  }

  /** Work that, on whatever thread, is done for the tenant of this one. */
  public static Runnable keep(Runnable work) {
    Optional<Integer> tenant = current();
    return () -> run(tenant, work);
  }

  /** The same with a result. */
  public static <T> Callable<T> keep(Callable<T> work) {
    return CURRENT.isBound() ? bound(CURRENT.get(), work) : work;
  }

  private static <T> Callable<T> bound(int tenant, Callable<T> work) {
    return () -> ScopedValue.where(CURRENT, tenant).call(work::call);
  }
}
