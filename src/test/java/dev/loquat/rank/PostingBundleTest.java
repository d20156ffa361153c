package dev.loquat.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PostingBundleTest {

  @Property(tries = 50)
  void givesEveryListBack(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    List<PostingBundle.Entry> entries = new ArrayList<>();
    random
        .longs(count)
        .sorted()
        .distinct()
        .forEach(
            term -> {
              byte[] list = new byte[random.nextInt(200)];
              random.nextBytes(list);
              entries.add(new PostingBundle.Entry(term, list));
            });
    byte[] bundle = PostingBundle.encode(entries);
    for (PostingBundle.Entry entry : entries) {
      PostingBundle.Found found = PostingBundle.find(bundle, entry.term()).orElseThrow();
      int end = found.offset() + found.length();
      assertThat(Arrays.copyOfRange(found.bytes(), found.offset(), end)).isEqualTo(entry.list());
    }
    assertThat(PostingBundle.find(bundle, entries.getFirst().term() - 1)).isEmpty();
    List<PostingBundle.Entry> read = new ArrayList<>();
    PostingBundle.forEach(bundle, (term, list) -> read.add(new PostingBundle.Entry(term, list)));
    assertThat(read)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(entries);
  }
}
