package dev.loquat.prompt.schema;

import org.jspecify.annotations.Nullable;

/** One compiled keyword, or a group of keywords that are checked together. */
abstract class Rule {
  /**
   * Whether the value keeps the rule. When the run collects, goes on after a violation so that all
   * are found; {@code marks}, if not null, takes what was evaluated.
   */
  abstract boolean check(@Nullable Object value, Run run, @Nullable Marks marks);
}
