package dev.loquat.text.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Lists of English names: the world's countries and the cities of its time zones as the JDK knows
 * them, and names.txt beside this class.
 */
final class NameLists {
  private static final int LONGEST = 4;
  private static final Map<String, String> LISTED = load();

  private NameLists() {}

  /** For each word, the kind of listed name that it begins or goes on with; else empty. */
  static String[] hints(String[] words) {
    String[] out = new String[words.length];
    Arrays.fill(out, "");
    for (int i = 0; i < words.length; i++) {
      StringBuilder name = new StringBuilder();
      for (int k = i; k < Math.min(words.length, i + LONGEST); k++) {
        name.append(k > i ? " " : "").append(words[k].toLowerCase(Locale.ROOT));
        String kind = LISTED.get(name.toString());
        if (kind != null) {
          for (int j = i; j <= k; j++) {
            out[j] = kind + (j == i ? "b" : "i");
          }
        }
      }
    }
    return out;
  }

  /** The kind of list that holds this name; else empty. */
  static String kind(String name) {
    return LISTED.getOrDefault(name, "");
  }

  private static Map<String, String> load() {
    Map<String, String> out = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      String[] parts = id.split("/");
      if (parts.length > 1 && !parts[0].equals("Etc") && !parts[0].startsWith("System")) {
        out.put(parts[parts.length - 1].replace('_', ' ').toLowerCase(Locale.ROOT), "city");
      }
    }
    for (String code : Locale.getISOCountries()) {
      String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
      out.put(name.toLowerCase(Locale.ROOT), "country");
    }
    for (String line : lines().split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        for (String name : line.substring(colon + 1).split(",")) {
          out.put(name.strip(), line.substring(0, colon));
        }
      }
    }
    return out;
  }

  private static String lines() {
    try (var in = NameLists.class.getResourceAsStream("names.txt")) {
      if (in == null) {
        throw new IllegalStateException("names.txt is not packaged beside " + NameLists.class);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .reduce("", (a, b) -> a + b + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("names.txt cannot be read", e);
    }
  }
}
