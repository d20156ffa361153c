package dev.loquat.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a document's entry in the index depends on, in three digests, so that a change of metadata
 * or of an id alone need not make its passages anew.
 *
 * @param content of what its passages are made of: title, text, language
 * @param attributes of its URL and metadata
 * @param version of what makes the passages: analyzer, chunks, models
 */
record ContentHash(String content, String attributes, String version) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{32})-([0-9a-f]{32})-([0-9a-f]{16})");
  private static final int CONTENT_DIGITS = 32;
  private static final int VERSION_DIGITS = 16;

  static ContentHash of(List<String> content, List<String> attributes, List<String> version) {
    return new ContentHash(
        digest(content).substring(0, CONTENT_DIGITS),
        digest(attributes).substring(0, CONTENT_DIGITS),
        digest(version).substring(0, VERSION_DIGITS));
  }

  /** Reads what {@link #toString} wrote; empty where it was written by something else. */
  static Optional<ContentHash> parse(String written) {
    var parts = FORM.matcher(written);
    return parts.matches()
        ? Optional.of(new ContentHash(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** Whether documents of both hashes have the same passages. */
  boolean samePassages(ContentHash other) {
    return content.equals(other.content) && version.equals(other.version);
  }

  @Override
  public String toString() {
    return content + "-" + attributes + "-" + version;
  }

  private static String digest(List<String> parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
