package dev.loquat.ingest;

import java.util.List;

/** Makes the vectors of passages. */
@FunctionalInterface
interface PassageVectors {
  /** The vectors of texts, of unit length, in order. */
  List<float[]> passages(String model, List<String> texts);
}
