package dev.loquat.objects;

import java.util.List;
import java.util.regex.Pattern;

/** The name of an object, as S3 has it, without what would lead out of its bucket. */
public record ObjectName(String bucket, String key) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final int LONGEST_KEY = 1024;

  /**
   * A name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public ObjectName {
    if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
      throw new IllegalArgumentException("'" + bucket + "' is no name of a bucket");
    }
    boolean leadsOut =
        key.startsWith("/")
            || key.indexOf('\0') >= 0
            || key.indexOf('\\') >= 0
            || List.of(key.split("/", -1)).stream().anyMatch(s -> s.equals("..") || s.equals("."));
    if (key.isEmpty() || key.length() > LONGEST_KEY || leadsOut) {
      throw new IllegalArgumentException("'" + key + "' is no key that can be fetched");
    }
  }
}
