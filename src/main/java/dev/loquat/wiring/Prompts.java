package dev.loquat.wiring;

import dev.loquat.answer.PromptRenderer;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.chain.ChainSteps;
import dev.loquat.prompt.template.RenderLimits;
import dev.loquat.prompt.wasm.WasmFolder;
import dev.loquat.prompt.wasm.WasmLimits;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.wire.Work;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The compiler of prompts, the steps it knows, and where prompts are kept. */
final class Prompts {
  @Produces
  @Singleton
  PromptCompiler compiler(LoquatConfig config, Instance<MoreSteps> more) {
    ChainSteps steps = ChainSteps.builtIn();
    for (MoreSteps here : more) {
      steps = here.addTo(steps);
    }
    if (config.steps().isPresent()) {
      steps = WasmFolder.addTo(steps, config.steps().get(), limits(config.chain()));
    }
    return new PromptCompiler(steps, Analyzer::llmTokens, config.chain().stepTime());
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
  StoredPrompts stored(PromptCompiler compiler, LoquatConfig config) {
    return new StoredPrompts(new PromptLibrary(compiler, config.prompts()));
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
