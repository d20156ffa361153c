/**
 * Models that answer: any OpenAI-compatible server or Ollama through LangChain4j, and the
 * extractive model, which needs none. All of them stream {@link dev.loquat.model.Piece}s;
 * cancelling the stream ends the call at its server.
 */
@NullMarked
package dev.loquat.model;

import org.jspecify.annotations.NullMarked;
