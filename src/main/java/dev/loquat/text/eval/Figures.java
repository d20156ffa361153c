package dev.loquat.text.eval;

import java.util.OptionalDouble;

/**
 * What was measured on one annotated file; figures are from 0 to 1, absent where the file does not
 * tell.
 *
 * @param sentences how many were measured
 * @param skipped how many were not, as their words do not stand in their text
 * @param words F1 of words, exact spans
 * @param universal F1 of words with their universal tags
 * @param xpos share of the right words whose treebank tag is right as well
 * @param entities F1 of persons, organisations and places, exact spans and types
 * @param language share of sentences whose language was told, of those long enough to tell
 */
public record Figures(
    int sentences,
    int skipped,
    OptionalDouble words,
    OptionalDouble universal,
    OptionalDouble xpos,
    OptionalDouble entities,
    OptionalDouble language) {}
