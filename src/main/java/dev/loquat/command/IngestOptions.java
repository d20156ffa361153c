package dev.loquat.command;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code ./run ingest} was asked to do. */
record IngestOptions(Path folder, String collection, String source, URI url, boolean sync) {
  static final String USE =
      "use: ./run ingest DIR [--sync] [--collection default] [--source NAME] [--url http://localhost:8080]";

  static IngestOptions read(String[] arguments) {
    if (arguments.length == 0 || arguments[0].startsWith("--")) {
      throw new IllegalArgumentException("a folder is needed first");
    }
    Path folder = Path.of(arguments[0]);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("'" + folder + "' is no folder");
    }
    String collection = "default";
    String source = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    String url = "http://localhost:8080";
    boolean sync = false;
    for (int i = 1; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--sync" -> sync = true;
        case "--collection" -> collection = value(arguments, i++);
        case "--source" -> source = value(arguments, i++);
        case "--url" -> url = value(arguments, i++);
        default -> throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
      }
    }
    return new IngestOptions(folder, collection, source, URI.create(url), sync);
  }

  private static String value(String[] arguments, int option) {
    if (option + 1 >= arguments.length) {
      throw new IllegalArgumentException(arguments[option] + " needs a value");
    }
    return arguments[option + 1];
  }
}
