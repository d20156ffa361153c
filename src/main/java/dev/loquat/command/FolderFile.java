package dev.loquat.command;

import dev.loquat.extract.Format;
import dev.loquat.ingest.FileDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of the folder that is to be ingested.
 *
 * @param path below the folder, with slashes
 * @param revision SHA-256 of its bytes, and the version of what reads them
 */
record FolderFile(Path file, String path, String revision) {
  /** Changes whenever the text of the same file may be read differently. */
  private static final String READER = "extract-1:";

  /** The files of a folder. */
  record Listing(List<FolderFile> files, Map<String, Integer> skipped) {}

  String id() {
    return FileDocument.id(path);
  }

  /**
   * All files of a folder that can be read as text, by path, and how many others there are by
   * ending. Hidden files and folders are passed over.
   */
  static Listing list(Path folder) throws IOException {
    List<FolderFile> files = new ArrayList<>();
    Map<String, Integer> skipped = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String path = FileDocument.path(folder, file);
        if (path.startsWith(".") || path.contains("/.")) {
          continue;
        }
        if (Format.of(path).isPresent()) {
          files.add(new FolderFile(file, path, READER + sha256(file)));
        } else {
          skipped.merge(ending(path), 1, Integer::sum);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Listing(files, skipped);
  }

  private static String ending(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "without ending";
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
