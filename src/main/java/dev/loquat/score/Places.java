package dev.loquat.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where in the passages a sentence comes from, and what stands near there. */
final class Places {
  /** Units apart at which closeness is a half. */
  private static final double HALF = 10;

  private static final int MOST_PLACES = 64;
  private static final int TELLING = 3;

  private final PassageIndex index;

  Places(PassageIndex index) {
    this.index = index;
  }

  /**
   * A stretch of the passages.
   *
   * @param start position of its first unit
   * @param end position behind its last one
   */
  record Place(int start, int end) {}

  /**
   * Where the passages hold the sentence word for word; else where they hold its most telling
   * units.
   *
   * @param units those of the sentence that may tell
   */
  List<Place> of(Reading answer, int first, int end, int[] units) {
    List<Place> whole = verbatim(answer, first, end);
    return whole.isEmpty() ? telling(units) : whole;
  }

  private List<Place> verbatim(Reading answer, int first, int end) {
    List<Place> places = new ArrayList<>();
    if (first == end) {
      return places;
    }
    int rarest = first;
    for (int u = first; u < end; u++) {
      if (index.positions(answer.id(u)).length < index.positions(answer.id(rarest)).length) {
        rarest = u;
      }
    }
    int[] candidates = index.positions(answer.id(rarest));
    for (int i = 0; i < candidates.length && places.size() < MOST_PLACES; i++) {
      int start = candidates[i] - (rarest - first);
      if (stands(answer, first, end, start)) {
        places.add(new Place(start, start + end - first));
      }
    }
    return places;
  }

  private boolean stands(Reading answer, int first, int end, int start) {
    for (int u = first; u < end; u++) {
      if (Arrays.binarySearch(index.positions(answer.id(u)), start + u - first) < 0) {
        return false;
      }
    }
    return true;
  }

  private List<Place> telling(int[] units) {
    List<Place> places = new ArrayList<>();
    Arrays.stream(units)
        .filter(index::holds)
        .boxed()
        .sorted((a, b) -> Double.compare(index.weight(b), index.weight(a)))
        .limit(TELLING)
        .forEach(
            unit ->
                Arrays.stream(index.positions(unit))
                    .limit(MOST_PLACES)
                    .forEach(p -> places.add(new Place(p, p + 1))));
    return places;
  }

  /** 1 beside or inside the place, a half at ten units; the mean over the units. */
  double near(int[] units, Place place) {
    double total = 0;
    for (int unit : units) {
      total += closeness(index.positions(unit), place);
    }
    return units.length == 0 ? 0 : total / units.length;
  }

  private static double closeness(int[] positions, Place place) {
    if (positions.length == 0) {
      return 0;
    }
    int at = Arrays.binarySearch(positions, place.start());
    int after = at >= 0 ? at : -at - 1;
    int distance = Integer.MAX_VALUE;
    if (after < positions.length) {
      distance = Math.max(0, positions[after] - place.end() + 1);
    }
    if (after > 0) {
      distance = Math.min(distance, place.start() - positions[after - 1]);
    }
    return 1 / (1 + distance / HALF);
  }
}
