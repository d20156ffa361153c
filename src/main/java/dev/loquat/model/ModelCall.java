package dev.loquat.model;

import java.util.List;

/**
 * One call of a model.
 *
 * @param turns the rendered conversation, the question last
 * @param question the user's question alone
 * @param sources the passages the answer may cite; empty without retrieval
 * @param language the question's language, ISO 639-1
 */
public record ModelCall(
    List<Turn> turns, String question, List<Source> sources, String language, Sampling sampling) {}
