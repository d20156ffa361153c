package dev.loquat.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The keys that open this service; without any, it is open. */
public final class Keys {
  private static final String SCHEME = "bearer ";

  private final List<byte[]> keys;

  /** Keys as callers send them. */
  public Keys(List<String> keys) {
    this.keys =
        keys.stream()
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .map(key -> key.getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  /** Whether the value of an {@code Authorization} header opens this service. */
  public boolean open(Optional<String> authorization) {
    if (keys.isEmpty()) {
      return true;
    }
    return authorization
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))
        .filter(this::isKey)
        .isPresent();
  }

  /**
   * Compares with every key in constant time, so that time does not tell how much of a key was
   * right.
   */
  private boolean isKey(byte[] candidate) {
    boolean found = false;
    for (byte[] key : keys) {
      found |= MessageDigest.isEqual(key, candidate);
    }
    return found;
  }
}
