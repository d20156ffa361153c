/**
 * Which word depends on which: trees over tagged sentences, built from left to right by a greedy
 * transition parser. Promises exactly one root a sentence, no circle, and time linear in the words.
 */
@NullMarked
package dev.loquat.text.parse;

import org.jspecify.annotations.NullMarked;
