package dev.loquat.wiring;

import dev.loquat.answer.PromptRenderer;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.chain.ChainSteps;
import dev.loquat.prompt.template.RenderLimits;
import dev.loquat.prompt.wasm.HostCall;
import dev.loquat.prompt.wasm.WasmFolder;
import dev.loquat.prompt.wasm.WasmHost;
import dev.loquat.prompt.wasm.WasmLimits;
import dev.loquat.store.PromptStore;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.wire.Work;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The compiler of prompts, the steps it knows, and where prompts are kept. */
final class Prompts {
  private static final Logger LOG = Logger.getLogger(Prompts.class);

  @Produces
  @Singleton
  PromptCompiler compiler(LoquatConfig config, Instance<MoreSteps> more) {
    ChainSteps steps = ChainSteps.builtIn();
    for (MoreSteps here : more) {
      steps = here.addTo(steps);
    }
    if (config.steps().isPresent()) {
      steps =
          WasmFolder.addTo(
              steps, config.steps().get(), limits(config.chain()), host(config.chain()));
    }
    return new PromptCompiler(steps, Analyzer::llmTokens, config.chain().stepTime());
  }

  private static WasmHost host(LoquatConfig.Chain chain) {
    var grants = new HashMap<String, Set<HostCall>>();
    chain
        .imports()
        .forEach(
            (step, names) ->
                grants.put(
                    step,
                    names.stream().map(name -> call(step, name)).collect(Collectors.toSet())));
    return new WasmHost(
        grants, (step, line) -> LOG.infof("step '%s': %s", step, line), InstantSource.system());
  }

  private static HostCall call(String step, String name) {
    return HostCall.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "loquat.chain.imports.%s: there is no import '%s' (%s)"
                        .formatted(step, name, HostCall.symbols())));
  }

  private static WasmLimits limits(LoquatConfig.Chain chain) {
    return new WasmLimits(
        chain.memoryPages(),
        chain.instructions(),
        chain.moduleTime(),
        WasmLimits.DEFAULT.resultBytes());
  }

  @Produces
  @Singleton
  PromptLibrary library(PromptCompiler compiler, LoquatConfig config, MeterRegistry meters) {
    var library =
        new PromptLibrary(
            compiler,
            config.prompts(),
            (name, failure) ->
                LOG.warnf(
                    "the file of prompt '%s' does not compile; its last good version, if there is"
                        + " one, stays in use: %s",
                    name, failure.getMessage()));
    meters.gauge("loquat.prompts.broken", library, files -> files.failures().size());
    return library;
  }

  @Produces
  @Singleton
  StoredPrompts stored(
      PromptLibrary library, PromptStore store, PromptCompiler compiler, PromptNews news) {
    var prompts = new StoredPrompts(library, store, compiler, news);
    news.tell(prompts);
    return prompts;
  }

  @Produces
  @Singleton
  PromptRenderer renderer(StoredPrompts stored, Steps steps, Work work, LoquatConfig config) {
    LoquatConfig.Rendering limits = config.rendering();
    return new PromptRenderer(
        stored,
        steps,
        work,
        new RenderLimits(limits.outputBytes(), limits.loopTurns(), limits.depth(), limits.time()));
  }
}
