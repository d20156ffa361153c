package dev.loquat.prompt.schema;

/** A rule that looks at the value alone, never at what is inside of it: it cannot nest. */
abstract class FlatRule extends Rule {}
