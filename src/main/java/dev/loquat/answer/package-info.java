/**
 * From a question to a trusted answer: guard, retrieve, render, stream, score. {@link
 * dev.loquat.answer.AnswerPipeline} is the whole way, one stream that ends everything it started
 * when it is cancelled.
 */
@NullMarked
package dev.loquat.answer;

import org.jspecify.annotations.NullMarked;
