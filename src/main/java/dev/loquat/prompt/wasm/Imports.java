package dev.loquat.prompt.wasm;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ValType;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The imports of a step's module: checked when it is loaded, bound anew for each run. */
final class Imports {
  private static final int LONGEST_LINE = 1_000;
  private static final int MOST_LINES = 100;

  private final String step;
  private final WasmHost host;
  private final Set<HostCall> calls = EnumSet.noneOf(HostCall.class);

  /** Throws {@link ChainException} for the first import that there is not, or not for this step. */
  Imports(String step, WasmModule module, WasmHost host) {
    this.step = step;
    this.host = host;
    module.importSection().stream().forEach(wanted -> calls.add(checked(module, wanted)));
  }

  private HostCall checked(WasmModule module, Import wanted) {
    String name = wanted.module() + "." + wanted.name();
    if (!wanted.module().equals(HostCall.MODULE)) {
      throw refused(name, "there is nothing to import but from '" + HostCall.MODULE + "'");
    }
    HostCall call =
        HostCall.named(wanted.name())
            .orElseThrow(() -> refused(name, "there is only " + HostCall.symbols()));
    if (!host.grants(step, call)) {
      throw refused(name, "that is not granted to this step");
    }
    FunctionType type = type(call);
    if (!(wanted instanceof FunctionImport function)
        || !module.typeSection().getType(function.typeIndex()).equals(type)) {
      throw refused(
          name, "it must be a function from %s to %s".formatted(type.params(), type.returns()));
    }
    return call;
  }

  private ChainException refused(String name, String reason) {
    return failed("the module imports '%s': %s".formatted(name, reason));
  }

  private static FunctionType type(HostCall call) {
    return switch (call) {
      case LOG -> FunctionType.of(List.of(ValType.I32, ValType.I32), List.of());
      case NOW_MILLIS -> FunctionType.of(List.of(), List.of(ValType.I64));
    };
  }

  /** The functions for one run, with its own count of lines. */
  ImportValues bind() {
    var lines = new Lines();
    List<ImportFunction> functions =
        calls.stream()
            .<ImportFunction>map(
                call ->
                    new HostFunction(
                        HostCall.MODULE, call.symbol(), type(call), handle(call, lines)))
            .toList();
    return ImportValues.builder().withFunctions(functions).build();
  }

  private WasmFunctionHandle handle(HostCall call, Lines lines) {
    return switch (call) {
      case LOG ->
          (instance, arguments) -> {
            lines.log(instance, (int) arguments[0], (int) arguments[1]);
            return new long[0];
          };
      case NOW_MILLIS -> (instance, arguments) -> new long[] {host.clock().millis()};
    };
  }

  private ChainException failed(String message) {
    return new ChainException(step, Reason.FAILED, message);
  }

  private final class Lines {
    private int written;

    void log(Instance instance, int from, int length) {
      if (++written > MOST_LINES) {
        throw failed("more than " + MOST_LINES + " lines logged");
      }
      if (length < 0 || length > LONGEST_LINE) {
        throw failed("a logged line is longer than " + LONGEST_LINE + " bytes");
      }
      Memory memory = instance.memory();
      long size = memory == null ? 0 : 65_536L * memory.pages();
      if (Integer.toUnsignedLong(from) + length > size) {
        throw failed("a logged line lies outside of the memory");
      }
      String text = new String(memory.readBytes(from, length), StandardCharsets.UTF_8);
      host.log().line(step, text.replaceAll("\\p{Cc}", " "));
    }
  }
}
