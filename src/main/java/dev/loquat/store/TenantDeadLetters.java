package dev.loquat.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The dead letters of several tenants as one; as {@link TenantStores}. */
public final class TenantDeadLetters implements DeadLetters {
  private final Map<Integer, DeadLetters> letters;

  /** The letters by tenant. */
  public TenantDeadLetters(Map<Integer, DeadLetters> letters) {
    this.letters = Map.copyOf(letters);
  }

  private DeadLetters mine() {
    return Tenant.of(letters);
  }

  @Override
  public void keep(String collection, List<Failed> failures) {
    mine().keep(collection, failures);
  }

  @Override
  public List<DeadLetter> list(String collection, int most) {
    return mine().list(collection, most);
  }

  @Override
  public List<Kept> documents(String collection, Collection<String> ids, int most) {
    return mine().documents(collection, ids, most);
  }

  @Override
  public int forget(String collection, Collection<String> ids) {
    return mine().forget(collection, ids);
  }
}
