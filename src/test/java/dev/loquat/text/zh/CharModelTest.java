package dev.loquat.text.zh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The packed sums are the plain sums of the weights. */
class CharModelTest {
  private static final int IDS = 12;
  private final Random random = new Random(7);
  private final char[] units = new char[IDS + 1];
  private final byte[] unigrams = weights((IDS + 1) * CharModel.UNIGRAM_ROW);
  private final int[] keys = distinctPairs();
  private final byte[] pairs = weights(keys.length * CharModel.PAIR_ROW);
  private final byte[] skips = weights(keys.length * CharModel.TAGS);

  @Test
  void sumsAllThatAtomsPairsAndSkipsSay() {
    Arrays.fill(unigrams, 0, CharModel.UNIGRAM_ROW, (byte) 0);
    CharModel model = CharModel.read(file());
    for (int n = 1; n < 40; n++) {
      Atoms atoms = atoms(n);
      int[] scores = new int[CharModel.TAGS * n];
      model.score(atoms, new long[n + 2 * CharModel.MARGIN], scores);
      assertThat(scores).as("%d atoms", n).isEqualTo(plain(atoms));
    }
  }

  /** As the features are defined, with nothing packed. */
  private int[] plain(Atoms atoms) {
    int[] out = new int[CharModel.TAGS * atoms.n];
    for (int p = 0; p < atoms.n; p++) {
      for (int t = 0; t < CharModel.TAGS; t++) {
        int sum = 0;
        for (int o = -2; o <= 2; o++) {
          sum += unigrams[id(atoms, p + o) * CharModel.UNIGRAM_ROW + (o + 2) * CharModel.TAGS + t];
        }
        for (int o = -2; o <= 1; o++) {
          int row = Arrays.binarySearch(keys, id(atoms, p + o) << 16 | id(atoms, p + o + 1));
          sum += row < 0 ? 0 : pairs[row * CharModel.PAIR_ROW + (o + 2) * CharModel.TAGS + t];
        }
        int row = Arrays.binarySearch(keys, id(atoms, p - 1) << 16 | id(atoms, p + 1));
        sum += row < 0 ? 0 : skips[row * CharModel.TAGS + t];
        out[p * CharModel.TAGS + t] = sum;
      }
    }
    return out;
  }

  private int id(Atoms atoms, int p) {
    char unit = p < 0 ? CharModel.BEFORE : p < atoms.n ? atoms.unit[p] : CharModel.BEHIND;
    return IntStream.rangeClosed(1, IDS).filter(i -> units[i] == unit).findFirst().orElse(0);
  }

  private Atoms atoms(int n) {
    Atoms atoms = new Atoms(new char[0]);
    atoms.n = n;
    for (int i = 0; i < n; i++) {
      atoms.unit[i] = (char) ('a' + random.nextInt(IDS + 3));
    }
    return atoms;
  }

  private ByteBuffer file() {
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).putInt(IDS);
    for (int i = 1; i <= IDS; i++) {
      units[i] = i == 1 ? CharModel.BEFORE : i == 2 ? CharModel.BEHIND : (char) ('a' + i);
      out.putChar(units[i]);
    }
    out.put(unigrams, CharModel.UNIGRAM_ROW, IDS * CharModel.UNIGRAM_ROW);
    return out.put(Rows.bytes(keys, pairs)).put(Rows.bytes(keys, skips)).flip();
  }

  private int[] distinctPairs() {
    return IntStream.rangeClosed(1, IDS)
        .flatMap(a -> IntStream.rangeClosed(1, IDS).map(b -> a << 16 | b))
        .filter(pair -> random.nextInt(3) > 0)
        .sorted()
        .toArray();
  }

  private byte[] weights(int n) {
    byte[] out = new byte[n];
    random.nextBytes(out);
    for (int i = 0; i < n; i += 5) {
      out[i] = i % 2 == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
    }
    return out;
  }
}
