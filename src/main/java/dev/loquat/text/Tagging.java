package dev.loquat.text;

import java.util.List;

/** Tokens with their tags, and the entities among them. */
record Tagging(List<Token> tokens, List<Entity> entities) {}
