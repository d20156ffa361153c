package dev.loquat.objects;

import java.io.IOException;
import java.util.Optional;

/** Where objects are fetched from. Safe from any thread. */
public interface ObjectSource {

  /**
   * An object's bytes as they are now; empty if there is none of that name.
   *
   * @param most bytes; of a larger object one byte more than these is given, and no more is read
   * @throws IOException if the source is away, or refuses; trying again later may help
   */
  Optional<byte[]> fetch(ObjectName name, int most) throws IOException;
}
