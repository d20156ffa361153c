package dev.loquat.store;

import java.util.List;

/** A filter that cannot be read, with the place of the fault. */
public final class InvalidFilterException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> path;
  private final String reason;

  InvalidFilterException(List<String> path, String reason) {
    super(
        "filter" + String.join("", path.stream().map(step -> "." + step).toList()) + " " + reason);
    this.path = path;
    this.reason = reason;
  }

  /** The names of the fields that lead to the fault; empty if it is the filter's as a whole. */
  public List<String> path() {
    return path;
  }

  /** What is wrong there, to be read after the name of the place. */
  public String reason() {
    return reason;
  }
}
