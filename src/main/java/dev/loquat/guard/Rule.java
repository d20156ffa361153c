package dev.loquat.guard;

import java.util.List;

/**
 * Terms that follow one another at close distance.
 *
 * @param steps the terms, by number
 * @param gaps most units between step i and step i + 1; one fewer than steps
 */
record Rule(String name, Kind kind, Severity severity, List<Integer> steps, List<Integer> gaps) {}
