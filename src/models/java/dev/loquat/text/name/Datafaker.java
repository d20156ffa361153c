package dev.loquat.text.name;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import net.datafaker.Faker;
import org.yaml.snakeyaml.Yaml;

/** Reads names in Latin letters out of Datafaker's Maven artifact (Apache 2.0): all its locales. */
final class Datafaker {
  private static final Pattern NAME = Pattern.compile("[A-Za-zÀ-ž][A-Za-zÀ-ž .'&-]{2,40}");

  /** What follows a town's name in an airport's. */
  private static final Pattern AIRPORT =
      Pattern.compile(
          " (?:International|Intl|Airport|Municipal|County|Regional|Air|Field|Airfield|Mcas|Domestic)"
              + "|[-/(]");

  private static final Set<String> PLACES =
      Set.of("city", "city_name", "cities", "state", "county", "country", "region", "province");
  private static final Set<String> ORGANISATIONS =
      Set.of(
          "team",
          "football",
          "englandfootball",
          "basketball",
          "baseball",
          "volleyball",
          "app",
          "rock_band",
          "brand");
  private static final Set<String> NAMED =
      Set.of("name", "team", "teams", "brand", "sport", "watch");

  private Datafaker() {}

  /** Names in lower case, each with the letters of the kinds of thing that it names. */
  static Map<String, String> names() throws Exception {
    Map<String, Set<String>> kinds = new TreeMap<>();
    Path jar = Path.of(Faker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (var entry : zip.stream().filter(e -> e.getName().endsWith(".yml")).toList()) {
        try (var in = zip.getInputStream(entry)) {
          collect(new Yaml().load(in), List.of(), kinds);
        }
      }
    }
    Map<String, String> out = new TreeMap<>();
    kinds.forEach((name, of) -> out.put(name, String.join("", of)));
    return out;
  }

  private static void collect(Object node, List<String> path, Map<String, Set<String>> out)
      throws IOException {
    switch (node) {
      case Map<?, ?> map -> {
        for (var e : map.entrySet()) {
          List<String> below = new ArrayList<>(path);
          below.add(String.valueOf(e.getKey()));
          collect(e.getValue(), below, out);
        }
      }
      case List<?> list -> {
        for (Object each : list) {
          collect(each, path, out);
        }
      }
      case String value when path.size() > 3 -> add(value, path.get(2), path.getLast(), out);
      case null, default -> {}
    }
  }

  private static void add(String value, String section, String key, Map<String, Set<String>> out) {
    String name = key.equals("airport_name") ? AIRPORT.split(value)[0] : value;
    kind(section, key)
        .filter(k -> NAME.matcher(name).matches())
        .ifPresent(
            k ->
                out.computeIfAbsent(name.toLowerCase(Locale.ROOT).strip(), n -> new TreeSet<>())
                    .add(k));
  }

  private static Optional<String> kind(String section, String key) {
    String kind =
        switch (section) {
          case "name" -> key.contains("first_name") ? "g" : key.contains("last_name") ? "s" : "";
          case "address" -> PLACES.contains(key) ? "p" : "";
          case "nation" -> key.equals("capital_city") ? "p" : "";
          case "university" -> key.equals("place") ? "p" : "";
          case "mountain" -> "p";
          case "aviation" -> key.equals("airport_name") ? "p" : key.equals("airline") ? "o" : "";
          default -> ORGANISATIONS.contains(section) && NAMED.contains(key) ? "o" : "";
        };
    return Optional.of(kind).filter(k -> !k.isEmpty());
  }
}
