package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.store.WritableStore;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code compact}: merges what many writes left in pieces, in one collection or in all. A service
 * that lives long does so by itself; where functions come and go, a schedule calls this one.
 */
@Singleton
public class Compact implements LoquatFunction {
  private final WritableStore store;
  private final Steps steps;
  private final Work work;

  Compact(WritableStore store, Steps steps, Work work, LoquatConfig config) {
    this.store = store;
    this.steps = steps;
    this.work = work.within(config.limits().ingestTime());
  }

  /** As Funqy calls it. */
  @Funq("compact")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "compact";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("compact", () -> answer(NamedCollections.read(body))));
  }

  private Answer answer(NamedCollections collections) {
    return Answer.ok(new Result(collections.each(store, this::compacted)));
  }

  private Compacted compacted(String name) {
    long start = System.nanoTime();
    store.settle(name);
    return new Compacted(name, (System.nanoTime() - start) / 1_000_000);
  }

  /** The answer. */
  record Result(List<Compacted> collections) {}

  /** A collection that was compacted, and how long that took. */
  record Compacted(String name, long ms) {}
}
