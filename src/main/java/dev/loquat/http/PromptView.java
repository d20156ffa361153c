package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.PromptSyntaxException;
import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptSummary;
import dev.loquat.store.PromptVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A prompt as a request names it.
 *
 * @param from {@code database}, {@code folder} or {@code packaged}
 */
record PromptView(
    String name,
    String from,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<VersionView> version,
    String description,
    String source,
    Map<String, Object> input,
    Map<String, Object> sample,
    List<String> roles,
    List<String> chain) {

  private static final String DATABASE = "database";
  private static final String FOLDER = "folder";
  private static final String PACKAGED = "packaged";

  /** The prompt that is meant; fails as {@link StoredPrompts#named}. */
  static PromptView of(StoredPrompts prompts, String reference) {
    StoredPrompts.Named named = prompts.look(reference);
    Prompt prompt = named.prompt();
    return new PromptView(
        PromptReference.parse(reference).map(PromptReference::name).orElse(reference),
        named.version().isPresent() ? DATABASE : named.packaged() ? PACKAGED : FOLDER,
        named.version().map(VersionView::of),
        prompt.description(),
        named.source(),
        prompt.input(),
        prompt.sample(),
        prompt.roles(),
        prompt.chain());
  }

  /** A version, without its source. */
  record VersionView(String name, int version, String created, List<String> labels) {
    /** The version with its labels. */
    static VersionView of(PromptVersion version) {
      return of(version, version.labels());
    }

    /** The version with the labels it has got just now beside those it had. */
    static VersionView of(PromptVersion version, List<String> labels) {
      var all = new TreeSet<>(version.labels());
      all.addAll(labels);
      return new VersionView(
          version.name(), version.version(), version.created().toString(), List.copyOf(all));
    }
  }

  /** A label, where it points and where it pointed before. */
  record LabelView(
      String name,
      String label,
      int version,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> previous) {
    /** What became of a label. */
    static LabelView of(String name, String label, PromptStore.Moved moved) {
      return new LabelView(name, label, moved.version(), boxed(moved.previous()));
    }

    private static Optional<Integer> boxed(OptionalInt version) {
      return version.isPresent() ? Optional.of(version.getAsInt()) : Optional.empty();
    }
  }

  /** All prompts. */
  record Listing(List<Entry> prompts) {}

  /**
   * A prompt in the list.
   *
   * @param from where a request with the bare name takes it from
   * @param versions how many versions are stored
   * @param error why its file does not compile, if so; the last good one is in use
   */
  record Entry(
      String name,
      String from,
      int versions,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> latest,
      Map<String, Integer> labels,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> error) {}

  /** Every prompt there is, by name. */
  static Listing list(StoredPrompts prompts) {
    var stored = new TreeMap<String, PromptSummary>();
    prompts.store().prompts().forEach(summary -> stored.put(summary.name(), summary));
    PromptLibrary library = prompts.library();
    Map<String, PromptSyntaxException> failures = library.failures();
    var names = new TreeSet<>(library.names());
    List<String> files = List.copyOf(names);
    names.addAll(stored.keySet());
    return new Listing(
        names.stream()
            .map(
                name ->
                    entry(
                        name,
                        Optional.ofNullable(stored.get(name)),
                        files.contains(name)
                            ? Optional.of(library.isPackaged(name))
                            : Optional.empty(),
                        Optional.ofNullable(failures.get(name))))
            .toList());
  }

  private static Entry entry(
      String name,
      Optional<PromptSummary> stored,
      Optional<Boolean> packaged,
      Optional<PromptSyntaxException> failure) {
    Map<String, Integer> labels =
        stored.<Map<String, Integer>>map(s -> new TreeMap<>(s.labels())).orElse(Map.of());
    boolean released = labels.containsKey(PromptReference.PRODUCTION);
    String file = packaged.map(p -> p ? PACKAGED : FOLDER).orElse(DATABASE);
    return new Entry(
        name,
        released ? DATABASE : file,
        stored.map(PromptSummary::versions).orElse(0),
        stored.map(PromptSummary::latest),
        labels,
        failure.map(e -> String.valueOf(e.getMessage())));
  }
}
