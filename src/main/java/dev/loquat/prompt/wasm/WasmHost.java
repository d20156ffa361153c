package dev.loquat.prompt.wasm;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * What the host gives to modules.
 *
 * @param grants what each step, by its name, may import; a step that is not named may import
 *     nothing
 * @param log takes the lines that steps log: at most 1,000 bytes each and 100 in a run, without
 *     control characters; called on the thread that runs the step
 * @param clock what {@code now_millis} reads
 */
public record WasmHost(Map<String, Set<HostCall>> grants, Log log, InstantSource clock) {
  /** Grants nothing. */
  public static final WasmHost CLOSED =
      new WasmHost(Map.of(), (step, line) -> {}, InstantSource.system());

  /** Where lines go. */
  @FunctionalInterface
  public interface Log {
    /** A line of a step. */
    void line(String step, String text);
  }

  public WasmHost {
    grants = Map.copyOf(grants);
  }

  boolean grants(String step, HostCall call) {
    return grants.getOrDefault(step, Set.of()).contains(call);
  }
}
