package dev.loquat.prompt.wasm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a module may import from {@code loquat}, where it is granted: all there is. */
public enum HostCall {
  /** {@code log(address: i32, length: i32)}: a line for the service's log. */
  LOG("log"),
  /** {@code now_millis() -> i64}: milliseconds since 1970. */
  NOW_MILLIS("now_millis");

  /** The name of the module that all are imported from. */
  public static final String MODULE = "loquat";

  private final String symbol;

  HostCall(String symbol) {
    this.symbol = symbol;
  }

  /** The name as modules and settings write it. */
  public String symbol() {
    return symbol;
  }

  /** The function of that name. */
  public static Optional<HostCall> named(String symbol) {
    return Arrays.stream(values()).filter(call -> call.symbol.equals(symbol)).findFirst();
  }

  /** All names, for messages. */
  public static String symbols() {
    return Arrays.stream(values()).map(HostCall::symbol).collect(Collectors.joining(", "));
  }
}
