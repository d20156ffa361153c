package dev.loquat.prompt.schema;

import org.jspecify.annotations.Nullable;

/** The formats that can be asserted. */
final class Formats {
  /** A check of one format. */
  interface Format {
    boolean matches(String text);
  }

  private Formats() {}

  static @Nullable Format find(String name) {
    return switch (name) {
      case "uuid" -> text -> text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
      default -> null;
    };
  }
}
