package dev.loquat.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored prompts, by name: files {@code <name>.yaml} of a folder, and behind them those
 * packaged on the class path. A file that changes is compiled again when it is next asked for; one
 * that then does not compile leaves the last good version in use, and {@link #failure} tells why.
 * Safe for all threads.
 */
public final class PromptLibrary {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,99}");
  private static final String PACKAGED = "/prompts/";

  private final PromptCompiler compiler;
  private final Optional<Path> folder;
  private final Map<String, Stored> files = new ConcurrentHashMap<>();
  private final BrokenFiles broken;
  private final Map<String, Found> packaged = new ConcurrentHashMap<>();
  private final List<String> packagedNames;

  /** What a file held when it was last read. */
  private record Stored(
      FileTime changed,
      long size,
      @Nullable Prompt prompt,
      @Nullable String source,
      @Nullable PromptSyntaxException failure) {}

  /**
   * A prompt of a file.
   *
   * @param packaged whether it comes with the program, not from the folder
   */
  public record Found(Prompt prompt, String source, boolean packaged) {}

  /** Is told of each file that, read again, does not compile. */
  @FunctionalInterface
  public interface BrokenFiles {
    /** Nobody listens. */
    BrokenFiles UNTOLD = (name, failure) -> {};

    /** The file of that prompt is broken; its last good version, if any, stays in use. */
    void told(String name, PromptSyntaxException failure);
  }

  /** The packaged prompts alone. */
  public PromptLibrary(PromptCompiler compiler) {
    this(compiler, Optional.empty(), BrokenFiles.UNTOLD);
  }

  /** The prompts of a folder, which need not exist yet, before the packaged ones. */
  public PromptLibrary(PromptCompiler compiler, Optional<Path> folder, BrokenFiles broken) {
    this.compiler = compiler;
    this.folder = folder;
    this.broken = broken;
    this.packagedNames =
        resource("index.txt")
            .map(text -> text.lines().filter(l -> !l.isBlank()).toList())
            .orElse(List.of());
  }

  /**
   * Whether a prompt may have that name: letters, digits, {@code _}, {@code .} and {@code -}, at
   * most 100, beginning with one of the first three.
   */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The names of all prompts, sorted. */
  public List<String> names() {
    var names = new TreeSet<>(packagedNames);
    folder.ifPresent(path -> names.addAll(namesIn(path)));
    return List.copyOf(names);
  }

  private static List<String> namesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .filter(PromptLibrary::isName)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot list the prompts in " + folder, e);
    }
  }

  /**
   * The prompt of that name, as its file is now; empty if there is none. Throws {@link
   * PromptSyntaxException} for a file that has never compiled.
   */
  public Optional<Prompt> find(String name) throws PromptSyntaxException {
    return look(name).map(Found::prompt);
  }

  /** {@link #find} with the prompt's source. */
  public Optional<Found> look(String name) throws PromptSyntaxException {
    if (!isName(name)) {
      return Optional.empty();
    }
    Optional<Stored> stored = stored(name);
    if (stored.isEmpty()) {
      return packaged(name);
    }
    Prompt prompt = stored.get().prompt();
    String source = stored.get().source();
    PromptSyntaxException failure = stored.get().failure();
    if (prompt == null && failure != null) {
      throw failure;
    }
    return prompt == null || source == null
        ? Optional.empty()
        : Optional.of(new Found(prompt, source, false));
  }

  /** Whether the prompt comes with the program, and no file of the folder is before it. */
  public boolean isPackaged(String name) {
    return packagedNames.contains(name)
        && folder.map(path -> !Files.exists(path.resolve(name + ".yaml"))).orElse(true);
  }

  /** Why the file as it is now does not compile; empty if it does, or if there is none. */
  public Optional<PromptSyntaxException> failure(String name) {
    return isName(name) ? stored(name).map(Stored::failure) : Optional.empty();
  }

  /** The names of the folder's files that do not compile as they are now, and why. */
  public Map<String, PromptSyntaxException> failures() {
    var failures = new TreeMap<String, PromptSyntaxException>();
    folder
        .map(PromptLibrary::namesIn)
        .orElse(List.of())
        .forEach(name -> failure(name).ifPresent(failure -> failures.put(name, failure)));
    return failures;
  }

  private Optional<Stored> stored(String name) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path file = folder.get().resolve(name + ".yaml");
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.ofNullable(
          files.compute(
              name,
              (key, before) -> isCurrent(before, now) ? before : read(key, file, now, before)));
    } catch (NoSuchFileException e) {
      files.remove(name);
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read the prompt " + file, e);
    }
  }

  private static boolean isCurrent(@Nullable Stored stored, BasicFileAttributes now) {
    return stored != null
        && stored.changed().equals(now.lastModifiedTime())
        && stored.size() == now.size();
  }

  private Stored read(String name, Path file, BasicFileAttributes now, @Nullable Stored before) {
    try {
      String source = text(name, file, now.size());
      Prompt prompt = compiler.compile(name, source);
      return new Stored(now.lastModifiedTime(), now.size(), prompt, source, null);
    } catch (PromptSyntaxException e) {
      broken.told(name, e);
      Prompt last = before == null ? null : before.prompt();
      String source = before == null ? null : before.source();
      return new Stored(now.lastModifiedTime(), now.size(), last, source, e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read the prompt " + file, e);
    }
  }

  private static String text(String name, Path file, long size)
      throws IOException, PromptSyntaxException {
    if (size > 4L * PromptCompiler.MAX_SOURCE) {
      throw unreadable(
          name, "the file is larger than " + 4L * PromptCompiler.MAX_SOURCE + " bytes");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw unreadable(name, "the file is not UTF-8");
    }
  }

  private static PromptSyntaxException unreadable(String name, String message) {
    return new PromptSyntaxException(name, List.of(new Problem(1, 1, message, "\n^")));
  }

  private Optional<Found> packaged(String name) throws PromptSyntaxException {
    Found known = packaged.get(name);
    if (known != null || !packagedNames.contains(name)) {
      return Optional.ofNullable(known);
    }
    Optional<String> source = resource(name + ".yaml");
    if (source.isEmpty()) {
      return Optional.empty();
    }
    var found = new Found(compiler.compile(name, source.get()), source.get(), true);
    packaged.put(name, found);
    return Optional.of(found);
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = PromptLibrary.class.getResourceAsStream(PACKAGED + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read the packaged prompt " + name, e);
    }
  }
}
