package dev.loquat.store;

import dev.loquat.prompt.PromptLibrary;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which prompt is meant: {@code answer}, {@code answer@production}, {@code answer@3}.
 *
 * @param label a label, or {@link #LATEST}; empty where a version or nothing is said
 */
public record PromptReference(String name, Optional<String> label, OptionalInt version) {
  /** The label that requests without one follow. */
  public static final String PRODUCTION = "production";

  /** Not a label of its own: the newest version. */
  public static final String LATEST = "latest";

  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /** Reads a reference; empty if it is none. */
  public static Optional<PromptReference> parse(String text) {
    int at = text.indexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    if (!PromptLibrary.isName(name)) {
      return Optional.empty();
    }
    if (at < 0) {
      return Optional.of(new PromptReference(name, Optional.empty(), OptionalInt.empty()));
    }
    String which = text.substring(at + 1);
    Matcher number = VERSION.matcher(which);
    if (number.matches()) {
      return Optional.of(
          new PromptReference(name, Optional.empty(), OptionalInt.of(Integer.parseInt(which))));
    }
    return LABEL.matcher(which).matches()
        ? Optional.of(new PromptReference(name, Optional.of(which), OptionalInt.empty()))
        : Optional.empty();
  }

  /** Whether a label may be called that; {@link #LATEST} may not. */
  public static boolean isLabel(String label) {
    return LABEL.matcher(label).matches() && !label.equals(LATEST);
  }

  /** Whether only the name is given. */
  public boolean isBare() {
    return label.isEmpty() && version.isEmpty();
  }

  @Override
  public String toString() {
    return name
        + label.map(text -> "@" + text).orElse("")
        + (version.isPresent() ? "@" + version.getAsInt() : "");
  }
}
