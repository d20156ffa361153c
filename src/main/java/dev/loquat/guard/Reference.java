package dev.loquat.guard;

/**
 * A path or call in a template expression.
 *
 * @param name the names joined by dots, such as {@code system.exec}
 * @param called whether its last name is called
 * @param bare whether it is nothing but names and empty calls
 */
record Reference(String name, boolean called, boolean bare) {
  /** As it is written on a whitelist: {@code user.name}, {@code time.now()}. */
  String signature() {
    return called ? name + "()" : name;
  }
}
