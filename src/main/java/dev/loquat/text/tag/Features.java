package dev.loquat.text.tag;

import java.util.Arrays;

/**
 * The features of one item as hashes; a template's number keeps its features apart from others'.
 */
public final class Features {
  int[] hashes = new int[64];
  int size;

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** Adds what a template reads. */
  public void add(int template, int value) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    int h = template * 0x9E3779B1 + value;
    h = (h ^ h >>> 16) * 0x85EBCA6B;
    h = (h ^ h >>> 13) * 0xC2B2AE35;
    h ^= h >>> 16;
    hashes[size++] = h == 0 ? 1 : h;
  }

  /** Adds two things that a template reads together. */
  public void add(int template, int a, int b) {
    add(template, a * 0x27D4EB2F + b + 0x165667B1);
  }

  /** Adds three things that a template reads together. */
  public void add(int template, int a, int b, int c) {
    add(template, (a * 0x27D4EB2F + b) * 0x27D4EB2F + c + 0x3C6EF372);
  }

  void add(int template, String value) {
    add(template, value.hashCode());
  }

  void add(int template, String a, String b) {
    add(template, a.hashCode() * 31 * 31 + b.hashCode() + 0x5bd1e995);
  }

  void add(int template, String a, String b, String c) {
    add(template, (a.hashCode() * 961 + b.hashCode()) * 961 + c.hashCode() + 0x1b873593);
  }
}
