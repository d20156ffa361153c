package dev.loquat.text;

import dev.loquat.text.parse.Parser;
import dev.loquat.text.parse.TaggedSentence;
import dev.loquat.text.parse.Tree;
import dev.loquat.text.script.Language;
import java.util.Optional;
import java.util.function.Supplier;

/** Dependency trees of Chinese and English sentences; other languages have none. */
final class Trees {
  private final Supplier<Parser> chinese = Lazy.of(Parser::chinese);
  private final Supplier<Parser> english = Lazy.of(Parser::english);

  Optional<Tree> of(String language, String[] words, String[] tags) {
    return switch (language) {
      case Language.CHINESE -> Optional.of(parse(chinese, words, tags));
      case Language.ENGLISH -> Optional.of(parse(english, words, tags));
      default -> Optional.empty();
    };
  }

  private static Tree parse(Supplier<Parser> parser, String[] words, String[] tags) {
    return parser.get().parse(new TaggedSentence(words, tags));
  }
}
