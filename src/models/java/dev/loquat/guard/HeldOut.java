package dev.loquat.guard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How a guard fares with texts that its model has not seen. */
final class HeldOut {
  private final Map<String, int[]> bySource = new TreeMap<>();
  private int hits;
  private int attacks;
  private int alarms;
  private int innocents;

  void measure(Guard guard, List<GuardCase> cases) {
    for (GuardCase c : cases) {
      boolean refused = !guard.scan(c.text(), c.source()).allowed();
      int[] count =
          bySource.computeIfAbsent(
              c.from() + (c.attack() ? " attacks" : " innocent"), k -> new int[2]);
      count[0] += refused ? 1 : 0;
      count[1]++;
      attacks += c.attack() ? 1 : 0;
      innocents += c.attack() ? 0 : 1;
      hits += c.attack() && refused ? 1 : 0;
      alarms += !c.attack() && refused ? 1 : 0;
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "F1 %.3f, recall %.3f (%d attacks), false alarms %.3f (%d innocent)%n",
            2.0 * hits / (hits + alarms + attacks),
            1.0 * hits / attacks,
            attacks,
            1.0 * alarms / innocents,
            innocents));
    bySource.forEach(
        (name, count) ->
            out.append(
                String.format(
                    Locale.ROOT, "  %-34s %4d of %4d refused%n", name, count[0], count[1])));
    return out.toString();
  }
}
