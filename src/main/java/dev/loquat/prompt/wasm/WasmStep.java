package dev.loquat.prompt.wasm;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainException.Reason;
import dev.loquat.prompt.chain.ChainStep;
import dev.loquat.prompt.chain.StepContext;
import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A step that is a WebAssembly module. Each run has an instance of its own, so that nothing of one
 * request is left for the next. Shared by all threads.
 */
public final class WasmStep implements ChainStep {
  private static final int MOST_MODULE_BYTES = 4 << 20;

  private final String name;
  private final WasmModule module;
  private final WasmLimits limits;
  private final Imports imports;

  private WasmStep(String name, WasmModule module, WasmLimits limits, WasmHost host) {
    this.name = name;
    this.module = module;
    this.limits = limits;
    this.imports = new Imports(name, module, host);
  }

  /**
   * Reads a module and checks that it has what the host calls, and wants nothing that it is not
   * granted. Throws {@link ChainException} with the reason why it cannot be a step.
   */
  public static WasmStep load(String name, byte[] wasm, WasmLimits limits, WasmHost host) {
    if (wasm.length > MOST_MODULE_BYTES) {
      throw failed(name, "the module is larger than " + MOST_MODULE_BYTES + " bytes");
    }
    WasmModule module;
    try {
      module = Parser.parse(wasm);
    } catch (ChicoryException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw failed(name, "not a WebAssembly module: " + e.getMessage());
    }
    var step = new WasmStep(name, module, limits, host);
    step.checkExports();
    return step;
  }

  private void checkExports() {
    Instance instance = instance();
    if (instance.memory() == null) {
      throw failed(name, "the module has no memory");
    }
    checkType(instance, "alloc", List.of(ValType.I32), List.of(ValType.I32));
    checkType(instance, "run", List.of(ValType.I32, ValType.I32), List.of(ValType.I64));
  }

  private void checkType(
      Instance instance, String function, List<ValType> takes, List<ValType> gives) {
    FunctionType type;
    try {
      type = instance.exportType(function);
    } catch (RuntimeException e) {
      throw failed(name, "the module exports no function '" + function + "'");
    }
    if (!type.params().equals(takes) || !type.returns().equals(gives)) {
      throw failed(name, "'%s' must be a function from %s to %s".formatted(function, takes, gives));
    }
  }

  /** A fresh instance; the module's own start function runs within the limits too. */
  private Instance instance() {
    var meter = new Meter(name, limits);
    try {
      return Instance.builder(module)
          .withImportValues(imports.bind())
          .withMemoryFactory(this::memory)
          .withUnsafeExecutionListener((instruction, stack) -> meter.count())
          .build();
    } catch (ChicoryException | StackOverflowError e) {
      throw failed(name, "the module cannot be started: " + e.getMessage());
    }
  }

  private Memory memory(MemoryLimits wanted) {
    if (wanted.initialPages() > limits.memoryPages()) {
      throw failed(
          name,
          "the module wants %d pages of memory, %d are allowed"
              .formatted(wanted.initialPages(), limits.memoryPages()));
    }
    int most = Math.min(wanted.maximumPages(), limits.memoryPages());
    return new ByteArrayMemory(new MemoryLimits(wanted.initialPages(), most));
  }

  @Override
  public CompletionStage<Map<String, Object>> apply(
      Map<String, Object> variables, StepContext context) {
    byte[] input = JsonText.write(variables).getBytes(StandardCharsets.UTF_8);
    if (input.length > limits.resultBytes()) {
      throw failed(name, "the variables are larger than " + limits.resultBytes() + " bytes");
    }
    byte[] output = run(input);
    return CompletableFuture.completedFuture(read(output));
  }

  private byte[] run(byte[] input) {
    Instance instance = instance();
    try {
      Memory memory = instance.memory();
      ExportFunction alloc = instance.export("alloc");
      ExportFunction run = instance.export("run");
      int at = (int) alloc.apply(input.length)[0];
      check(memory, at, input.length, "alloc gave");
      memory.write(at, input);
      long result = run.apply(at, input.length)[0];
      int from = (int) (result >>> 32);
      int length = (int) result;
      check(memory, from, length, "run gave");
      if (length > limits.resultBytes()) {
        throw failed(name, "the result is larger than " + limits.resultBytes() + " bytes");
      }
      return memory.readBytes(from, length);
    } catch (ChicoryException | StackOverflowError e) {
      throw failed(name, "the module trapped: " + e.getMessage());
    }
  }

  /** Modules may lie: what they name must lie within their memory. */
  private void check(Memory memory, int from, int length, String who) {
    long size = 65_536L * memory.pages();
    long start = Integer.toUnsignedLong(from);
    long count = Integer.toUnsignedLong(length);
    if (start + count > size) {
      throw failed(
          name,
          "%s address %d with length %d, the memory has %d bytes"
              .formatted(who, start, count, size));
    }
  }

  private Map<String, Object> read(byte[] output) {
    Object value;
    try {
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(output)).toString();
      value = JsonText.read(json);
    } catch (CharacterCodingException e) {
      throw failed(name, "the result is not UTF-8");
    } catch (IllegalArgumentException e) {
      throw failed(name, "the result is not JSON: " + e.getMessage());
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw failed(name, "the result is not a JSON object of variables");
    }
    var variables = new LinkedHashMap<String, Object>();
    map.forEach((key, item) -> variables.put(String.valueOf(key), JsonNull.of(item)));
    return variables;
  }

  private static ChainException failed(String name, String message) {
    return new ChainException(name, Reason.FAILED, message);
  }
}
