package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.ingest.Reembedding;
import dev.loquat.store.WritableStore;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * {@code reembed}: goes on with the change of one collection, or of all, to other embedding models.
 * A service that lives long does so by itself; where functions come and go, a schedule calls this
 * one until it says that all is finished.
 */
@Singleton
public class Reembed implements LoquatFunction {
  private final WritableStore store;
  private final Reembedding reembedding;
  private final Steps steps;
  private final Work work;
  private final Duration time;

  Reembed(
      WritableStore store, Reembedding reembedding, Steps steps, Work work, LoquatConfig config) {
    this.store = store;
    this.reembedding = reembedding;
    this.steps = steps;
    this.work = work.within(config.limits().ingestTime());
    this.time = config.limits().ingestTime().multipliedBy(9).dividedBy(10);
  }

  /** As Funqy calls it. */
  @Funq("reembed")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "reembed";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("reembed", () -> answer(NamedCollections.read(body))));
  }

  private Answer answer(NamedCollections collections) {
    long end = System.nanoTime() + time.toNanos();
    return Answer.ok(new Result(collections.each(store, name -> embedded(name, end))));
  }

  private Embedded embedded(String name, long end) {
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return new Embedded(name, reembedding.run(name, left));
  }

  /** The answer. */
  record Result(List<Embedded> collections) {}

  /**
   * A collection.
   *
   * @param finished whether its vectors are all of the models that it shall have
   */
  record Embedded(String name, boolean finished) {}
}
