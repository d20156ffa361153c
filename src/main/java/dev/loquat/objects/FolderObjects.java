package dev.loquat.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Objects as files: {@code folder/bucket/key}. */
public final class FolderObjects implements ObjectSource {
  private final Path folder;

  public FolderObjects(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> fetch(ObjectName name, int most) throws IOException {
    Path file = folder.resolve(name.bucket()).resolve(name.key());
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (!file.toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException(name.key() + " leads out of its folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(most + 1));
    }
  }
}
