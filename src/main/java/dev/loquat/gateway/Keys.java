package dev.loquat.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys that open this service, and for whom; without any, it is open. */
public final class Keys {
  private static final String SCHEME = "bearer ";

  private final int own;
  private final List<Key> keys = new ArrayList<>();

  private record Key(byte[] value, int tenant) {}

  /**
   * Keys as callers send them.
   *
   * @param own the tenant of the service itself, which all may use where there are no keys
   * @param keys by tenant
   * @throws IllegalArgumentException if two tenants have the same key
   */
  public Keys(int own, Map<Integer, List<String>> keys) {
    this.own = own;
    Map<String, Integer> owners = new TreeMap<>();
    keys.forEach((tenant, some) -> some.forEach(key -> add(key.strip(), tenant, owners)));
  }

  private void add(String key, int tenant, Map<String, Integer> owners) {
    if (key.isEmpty()) {
      return;
    }
    Integer other = owners.put(key, tenant);
    if (other != null && other != tenant) {
      throw new IllegalArgumentException(
          "the tenants %d and %d have a key in common".formatted(other, tenant));
    }
    keys.add(new Key(key.getBytes(StandardCharsets.UTF_8), tenant));
  }

  /**
   * The tenant for whom the value of an {@code Authorization} header opens this service; empty if
   * it does not.
   */
  public Optional<Integer> tenant(Optional<String> authorization) {
    if (keys.isEmpty()) {
      return Optional.of(own);
    }
    return authorization
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))
        .flatMap(this::find);
  }

  /** Whether a tenant is the service's own: what is not kept by tenant belongs to it. */
  public boolean isOwn(int tenant) {
    return tenant == own;
  }

  /**
   * Compares with every key in constant time, so that time does not tell how much of a key was
   * right.
   */
  private Optional<Integer> find(byte[] candidate) {
    Optional<Integer> found = Optional.empty();
    for (Key key : keys) {
      if (MessageDigest.isEqual(key.value(), candidate)) {
        found = Optional.of(key.tenant());
      }
    }
    return found;
  }
}
