/**
 * Regular expressions of ECMA-262 for data that cannot be trusted: matched in time linear in the
 * text by an automaton. Only look-around and back-references, which no automaton knows, are matched
 * by backtracking, under a budget of steps.
 */
@NullMarked
package dev.loquat.prompt.pattern;

import org.jspecify.annotations.NullMarked;
