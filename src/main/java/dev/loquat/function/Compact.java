package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return work.on(() -> steps.run("compact", () -> answer(read(body))));
  }

  private static Optional<String> read(JsonNode body) {
    Fields in = Fields.of(body);
    Optional<String> collection = in.optionalText("collection", 1, Names.LONGEST);
    in.end();
    return collection;
  }

  private Answer answer(Optional<String> one) {
    List<String> names =
        one.map(List::of)
            .orElseGet(() -> store.collections().stream().map(CollectionInfo::name).toList());
    List<Compacted> done = new ArrayList<>();
    for (String name : names) {
      long start = System.nanoTime();
      try {
        store.compact(name);
        done.add(new Compacted(name, (System.nanoTime() - start) / 1_000_000));
      } catch (UnknownCollectionException e) {
        if (one.isPresent()) {
          throw e; // any other was removed meanwhile
        }
      }
    }
    return Answer.ok(new Result(done));
  }

  /** The answer. */
  record Result(List<Compacted> collections) {}

  /** A collection that was compacted, and how long that took. */
  record Compacted(String name, long ms) {}
}
