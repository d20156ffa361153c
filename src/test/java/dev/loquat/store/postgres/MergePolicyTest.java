package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.rank.DocSet;
import dev.loquat.store.postgres.Compaction.Old;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergePolicyTest {

  private static List<Old> segments(int... docs) {
    return IntStream.range(0, docs.length)
        .mapToObj(i -> new Old(i, docs[i], 0, DocSet.EMPTY))
        .toList();
  }

  private static List<Integer> docs(List<Old> chosen) {
    return chosen.stream().map(Old::docs).toList();
  }

  @Test
  void behindWritesEightOfASizeAreMerged() {
    List<Old> seven = segments(100, 100, 100, 100, 100, 100, 100, 5000);
    assertThat(MergePolicy.BEHIND_WRITES.choose(seven)).isEmpty();
    List<Old> eight = segments(100, 100, 100, 100, 100, 100, 100, 5000, 256);
    assertThat(docs(MergePolicy.BEHIND_WRITES.choose(eight))).hasSize(8).doesNotContain(5000);
  }

  @Test
  void whatIsLargeIsLeftAloneBehindWrites() {
    int large = 1 << 20;
    assertThat(
            MergePolicy.BEHIND_WRITES.choose(
                segments(large, large, large, large, large, large, large, large)))
        .isEmpty();
  }

  @Test
  void aSegmentOfWhichAThirdIsDeletedIsWrittenAnew() {
    Old old = new Old(1, 5, 0, DocSet.of(0, 1));
    assertThat(MergePolicy.BEHIND_WRITES.choose(List.of(old))).containsExactly(old);
    assertThat(MergePolicy.AT_REST.choose(List.of(old))).containsExactly(old);
  }

  @Test
  void atRestASmallCollectionBecomesOneSegment() {
    assertThat(docs(MergePolicy.AT_REST.choose(segments(40_000, 1)))).containsExactly(1, 40_000);
    assertThat(MergePolicy.AT_REST.choose(segments(40_000))).isEmpty();
  }

  @Test
  void atRestALargeOneIsMergedWhenItGrewByAnEighth() {
    assertThat(MergePolicy.AT_REST.choose(segments(800_000, 99_999))).isEmpty();
    assertThat(MergePolicy.AT_REST.choose(segments(800_000, 50_000, 50_000))).hasSize(3);
  }

  @Test
  void atRestNoSegmentGrowsBeyondFourMillion() {
    List<Old> chosen = MergePolicy.AT_REST.choose(segments(3_000_000, 2_000_000, 1_500_000));
    assertThat(docs(chosen)).containsExactly(1_500_000, 2_000_000);
  }

  @Test
  void aCollectionThatRestsAfterEveryWriteIsNotWrittenMoreThanElevenTimes() {
    List<Old> segments = new ArrayList<>();
    long written = 0;
    int all = 0;
    for (int i = 0; i < 600; i++, all += 2000) {
      segments.add(new Old(i, 2000, 0, DocSet.EMPTY));
      for (List<Old> chosen = MergePolicy.AT_REST.choose(segments);
          !chosen.isEmpty();
          chosen = MergePolicy.AT_REST.choose(segments)) {
        int sum = chosen.stream().mapToInt(Old::docs).sum();
        written += sum;
        segments.removeAll(chosen);
        segments.add(new Old(i, sum, 0, DocSet.EMPTY));
      }
    }
    assertThat((double) written / all).isLessThan(11);
  }
}
