package dev.loquat.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, Prompt> packaged = new ConcurrentHashMap<>();
  private final List<String> packagedNames;

  /** What a file held when it was last read. */
  private record Stored(
      FileTime changed,
      long size,
      @Nullable Prompt prompt,
      @Nullable PromptSyntaxException failure) {}

  /** The packaged prompts alone. */
  public PromptLibrary(PromptCompiler compiler) {
    this(compiler, Optional.empty());
  }

  /** The prompts of a folder, which need not exist yet, before the packaged ones. */
  public PromptLibrary(PromptCompiler compiler, Optional<Path> folder) {
    this.compiler = compiler;
    this.folder = folder;
    this.packagedNames =
        resource("index.txt")
            .map(text -> text.lines().filter(l -> !l.isBlank()).toList())
            .orElse(List.of());
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
          .filter(name -> NAME.matcher(name).matches())
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
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Optional<Stored> stored = stored(name);
    if (stored.isPresent()) {
      Prompt prompt = stored.get().prompt();
      PromptSyntaxException failure = stored.get().failure();
      if (prompt == null && failure != null) {
        throw failure;
      }
      return Optional.ofNullable(prompt);
    }
    return packaged(name);
  }

  /** Why the file as it is now does not compile; empty if it does, or if there is none. */
  public Optional<PromptSyntaxException> failure(String name) {
    return NAME.matcher(name).matches() ? stored(name).map(Stored::failure) : Optional.empty();
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
      if (now.size() > 4L * PromptCompiler.MAX_SOURCE) {
        throw new IOException(
            file + " is larger than " + 4L * PromptCompiler.MAX_SOURCE + " bytes");
      }
      Prompt prompt = compiler.compile(name, Files.readString(file));
      return new Stored(now.lastModifiedTime(), now.size(), prompt, null);
    } catch (PromptSyntaxException e) {
      Prompt last = before == null ? null : before.prompt();
      return new Stored(now.lastModifiedTime(), now.size(), last, e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read the prompt " + file, e);
    }
  }

  private Optional<Prompt> packaged(String name) throws PromptSyntaxException {
    Prompt known = packaged.get(name);
    if (known != null || !packagedNames.contains(name)) {
      return Optional.ofNullable(known);
    }
    Optional<String> source = resource(name + ".yaml");
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Prompt prompt = compiler.compile(name, source.get());
    packaged.put(name, prompt);
    return Optional.of(prompt);
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
