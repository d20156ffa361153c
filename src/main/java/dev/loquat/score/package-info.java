/**
 * How far an answer can be trusted, without asking any model: is it consistent with its passages,
 * complete against its question, and certain of itself ({@link dev.loquat.score.Scorer}).
 *
 * <p>The room promises: pure functions of their arguments; every number in [0,1]; spans in UTF-16
 * units of the answer or of the passage that they name.
 */
@NullMarked
package dev.loquat.score;

import org.jspecify.annotations.NullMarked;
