package dev.loquat.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptSummary;
import dev.loquat.store.PromptVersion;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.wire.Problem.Kind;
import dev.loquat.wire.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPromptsTest {
  private final PromptCompiler compiler = new PromptCompiler();
  private final ListedPrompts store = new ListedPrompts();
  @TempDir Path folder;
  private boolean told;

  private StoredPrompts prompts() {
    return new StoredPrompts(
        new PromptLibrary(compiler, Optional.of(folder), PromptLibrary.BrokenFiles.UNTOLD),
        store,
        compiler,
        () -> told);
  }

  @Test
  void prefersTheProductionVersionThenTheFileThenTheNewestVersion() throws Exception {
    StoredPrompts prompts = prompts();
    store.add("greet", "messages: [{user: one}]");
    assertThat(content(prompts, "greet")).isEqualTo("one");

    Files.writeString(folder.resolve("greet.yaml"), "messages: [{user: file}]");
    assertThat(content(prompts, "greet")).as("a draft takes no file's place").isEqualTo("file");
    assertThat(content(prompts, "greet@1")).isEqualTo("one");

    store.label("greet", "production", 1);
    assertThat(content(prompts, "greet")).isEqualTo("one");
    store.add("greet", "messages: [{user: two}]");
    assertThat(content(prompts, "greet")).isEqualTo("one");
    assertThat(content(prompts, "greet@latest")).isEqualTo("two");
  }

  @Test
  void asksForTheRevisionWithEachCallWhileNobodyTellsOfChanges() {
    StoredPrompts prompts = prompts();
    store.add("greet", "messages: [{user: one}]");
    content(prompts, "greet@latest");
    int reads = store.reads;
    content(prompts, "greet@latest");
    assertThat(store.reads).as("nothing changed").isEqualTo(reads);

    store.add("greet", "messages: [{user: two}]");
    assertThat(content(prompts, "greet@latest")).isEqualTo("two");
  }

  @Test
  void asksForNothingWhileChangesAreTold() {
    told = true;
    StoredPrompts prompts = prompts();
    store.add("greet", "messages: [{user: one}]");
    assertThat(content(prompts, "greet@latest")).isEqualTo("one");
    int reads = store.reads;
    store.add("greet", "messages: [{user: two}]");
    assertThat(content(prompts, "greet@latest")).as("not told yet").isEqualTo("one");
    assertThat(store.reads).isEqualTo(reads);

    prompts.forget("greet");
    assertThat(content(prompts, "greet@latest")).isEqualTo("two");
  }

  @Test
  void goesOnWithWhatItKnewWhileTheDatabaseIsAway() {
    StoredPrompts prompts = prompts();
    store.add("greet", "messages: [{user: one}]");
    content(prompts, "greet@latest");
    store.away = true;

    assertThat(content(prompts, "greet@latest")).isEqualTo("one");
    assertThatThrownBy(() -> prompts.named("other@1"))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void compilesAVersionOnce() {
    StoredPrompts prompts = prompts();
    store.add("greet", "messages: [{user: one}]");
    assertThat(prompts.named("greet@1")).isSameAs(prompts.named("greet@latest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "nobody@1",
        "greet@2",
        "greet@production",
        "a/b",
        "",
        "greet@",
        "greet@0",
        "greet@Big"
      })
  void knowsNoPromptThatIsNotThere(String reference) {
    StoredPrompts prompts = prompts();
    store.add("greet", "messages: [{user: one}]");
    assertThatThrownBy(() -> prompts.named(reference))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageStartingWith("there is no prompt '" + reference + "'");
  }

  @Test
  void tellsWhyAStoredVersionDoesNotCompileAnyMore() {
    store.add("greet", "messages: [{user: one}]\nchain: [gone]");
    assertThatThrownBy(() -> prompts().named("greet"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().kind()).isEqualTo(Kind.DOES_NOT_COMPILE));
  }

  private static String content(StoredPrompts prompts, String reference) {
    return prompts.named(reference).render(Map.of()).messages().getFirst().content();
  }

  /** Prompts in memory, that count how often they are read. */
  private static final class ListedPrompts implements PromptStore {
    private final List<PromptVersion> versions = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private long revision;
    private int reads;
    private boolean away;

    @Override
    public long revision() {
      check();
      return revision;
    }

    private void check() {
      if (away) {
        throw new StoreUnavailableException("away", new IllegalStateException("scripted"));
      }
    }

    @Override
    public Optional<PromptVersion> find(PromptReference reference) {
      check();
      reads++;
      String label = reference.label().orElse("production");
      return versions.reversed().stream()
          .filter(v -> v.name().equals(reference.name()))
          .filter(
              v ->
                  reference.version().isPresent()
                      ? v.version() == reference.version().getAsInt()
                      : label.equals("latest") || labels.getOrDefault(label, 0) == v.version())
          .findFirst();
    }

    @Override
    public Added add(String name, String source) {
      revision++;
      int version = versions(name, Integer.MAX_VALUE).size() + 1;
      versions.add(new PromptVersion(name, version, source, Instant.EPOCH, List.of()));
      return new Added(versions.getLast(), true);
    }

    @Override
    public Optional<Moved> label(String name, String label, int version) {
      revision++;
      labels.put(label, version);
      return Optional.of(new Moved(version, OptionalInt.empty()));
    }

    @Override
    public List<PromptVersion> versions(String name, int most) {
      return versions.stream().filter(v -> v.name().equals(name)).toList();
    }

    @Override
    public List<PromptSummary> prompts() {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public Optional<Moved> rollBack(String name, String label) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public boolean removeLabel(String name, String label) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public boolean remove(String name) {
      throw new UnsupportedOperationException("not asked for here");
    }
  }
}
