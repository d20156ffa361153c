package dev.loquat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide names every setting, in both languages, and none that there is not. */
class ConfigurationGuideTest {
  private static final Pattern KEY =
      Pattern.compile("`(loquat\\.[a-z0-9.<>\\p{IsHan}-]+)(=[^`]*)?`");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void namesEverySetting(String language) throws IOException {
    Set<String> missing = new TreeSet<>(settings());
    for (String page : List.of("configuration.md", "limits.md")) {
      missing.removeAll(named(language, page));
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void namesNoSettingThatThereIsNot(String language) throws IOException {
    Set<String> unknown = new TreeSet<>(named(language, "configuration.md"));
    unknown.addAll(named(language, "limits.md"));
    unknown.removeIf(name -> settings().stream().anyMatch(key -> covers(key, name)));
    assertThat(unknown).isEmpty();
  }

  /** A setting, a group of settings, or a setting of an entry that an example names. */
  private static boolean covers(String key, String name) {
    return key.equals(name)
        || key.startsWith(name + ".")
        || name.matches(key.replace(".", "\\.").replace("*", "[a-z0-9-]+"));
  }

  /** The keys on a page of a language's guide; what stands for any name is an asterisk. */
  private static Set<String> named(String language, String page) throws IOException {
    return KEY.matcher(Files.readString(Path.of("docs/guide", language, page)))
        .results()
        .map((MatchResult match) -> match.group(1).replaceAll("<[^>]*>", "*"))
        .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> settings() {
    return settings("loquat", LoquatConfig.class);
  }

  private static Set<String> settings(String prefix, Class<?> group) {
    return Arrays.stream(group.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .flatMap(method -> of(prefix + "." + kebab(method.getName()), method).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> of(String key, Method method) {
    if (method.getReturnType() == Map.class) {
      Type value = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
      return value instanceof Class<?> group && group.isInterface()
          ? settings(key + ".*", group)
          : Set.of(key + ".*");
    }
    boolean group = method.getReturnType().getEnclosingClass() == LoquatConfig.class;
    return group && method.getReturnType().isInterface()
        ? settings(key, method.getReturnType())
        : Set.of(key);
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
  }
}
