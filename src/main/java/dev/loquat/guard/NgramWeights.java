package dev.loquat.guard;

import java.util.Map;

/**
 * Weights by 64-bit hash of an n-gram, 0 for the unknown; open addressing in two arrays. Two of ten
 * thousand n-grams share a hash once in some hundred milliard models.
 */
final class NgramWeights {
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long PRIME = 0x100000001B3L;

  private final long[] keys;
  private final float[] values;

  private NgramWeights(int slots) {
    keys = new long[slots];
    values = new float[slots];
  }

  static NgramWeights of(Map<String, Double> weights) {
    NgramWeights out = new NgramWeights(Integer.highestOneBit(weights.size() * 3 + 8) * 2);
    weights.forEach((ngram, weight) -> out.put(hashNgram(ngram), weight.floatValue()));
    return out;
  }

  private static long hashNgram(String ngram) {
    int blank = ngram.indexOf(' ');
    return blank < 0
        ? hash(ngram)
        : pair(hash(ngram.substring(0, blank)), hash(ngram.substring(blank + 1)));
  }

  /** Of a word. */
  static long hash(String word) {
    long h = SEED;
    for (int i = 0; i < word.length(); i++) {
      h = (h ^ word.charAt(i)) * PRIME;
    }
    return mixed(h);
  }

  /** Of two neighbours. */
  static long pair(long first, long second) {
    return mixed(first * 31 + second + SEED);
  }

  private static long mixed(long h) {
    long x = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    x = (x ^ (x >>> 32)) * 0xD6E8FEB86659FD93L;
    return x ^ (x >>> 32);
  }

  float get(long hash) {
    int slot = slot(hash);
    return keys[slot] == hash ? values[slot] : 0;
  }

  private void put(long hash, float value) {
    int slot = slot(hash);
    keys[slot] = hash;
    values[slot] = value;
  }

  private int slot(long hash) {
    int mask = keys.length - 1;
    int slot = (int) hash & mask;
    while (keys[slot] != 0 && keys[slot] != hash) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
