package dev.loquat.store;

import java.util.List;
import java.util.Optional;

/**
 * A passage ready to be written.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one behind the last
 * @param terms every occurrence of every term, in any order
 * @param embedding absent where only BM25 finds the passage
 */
public record IndexedPassage(int start, int end, List<String> terms, Optional<Embedded> embedding) {

  /**
   * A vector of unit length.
   *
   * @param model the model that made it
   */
  public record Embedded(String model, float[] vector) {}
}
