package dev.loquat.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Vectors kept in a file from one packing to the next, by model and text, so that only new text is
 * embedded. A file that cannot be read is as good as none. For one thread.
 */
final class RememberedVectors implements PassageVectors {
  private static final int MAGIC = 0x4c56_4543; // LVEC
  private static final int KEY_BYTES = 32;
  private static final int MOST_DIMENSIONS = 8192;

  private final PassageVectors maker;
  private final Map<String, float[]> known;
  private final Map<String, float[]> used = new LinkedHashMap<>();

  /** What {@code file} remembers, and {@code maker} for the rest. */
  RememberedVectors(Path file, PassageVectors maker) {
    this.maker = maker;
    this.known = read(file);
  }

  @Override
  public List<float[]> passages(String model, List<String> texts) {
    List<String> keys = texts.stream().map(text -> key(model, text)).toList();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!known.containsKey(keys.get(i))) {
        missing.add(i);
      }
    }
    List<float[]> made =
        missing.isEmpty()
            ? List.of()
            : maker.passages(model, missing.stream().map(texts::get).toList());
    for (int i = 0; i < made.size(); i++) {
      known.put(keys.get(missing.get(i)), made.get(i));
    }
    List<float[]> out = new ArrayList<>();
    for (String key : keys) {
      float[] vector = Objects.requireNonNull(known.get(key));
      used.put(key, vector);
      out.add(vector);
    }
    return out;
  }

  /** Keeps what was asked for since this was made, and forgets the rest. */
  void write(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    Path temporary = folder.resolve(file.getFileName() + "." + ProcessHandle.current().pid());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
      out.writeInt(MAGIC);
      for (Map.Entry<String, float[]> entry : used.entrySet()) {
        out.write(HexFormat.of().parseHex(entry.getKey()));
        out.writeInt(entry.getValue().length);
        for (float component : entry.getValue()) {
          out.writeFloat(component);
        }
      }
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, float[]> read(Path file) {
    Map<String, float[]> out = new HashMap<>();
    if (!Files.exists(file)) {
      return out;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        return out;
      }
      while (true) {
        byte[] key = in.readNBytes(KEY_BYTES);
        int dimension = in.readInt();
        if (dimension < 1 || dimension > MOST_DIMENSIONS) {
          return new HashMap<>();
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
          vector[i] = in.readFloat();
        }
        out.put(HexFormat.of().formatHex(key), vector);
      }
    } catch (EOFException e) {
      return out; // the end, or a file cut short: what is whole counts
    } catch (IOException e) {
      return new HashMap<>(); // embedding anew costs time, nothing else
    }
  }

  private static String key(String model, String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(model.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
