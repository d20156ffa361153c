package dev.loquat.text.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class GapsTest {
  @Test
  void numbersAreReadAsTheyWereWritten() {
    int[] rising = {Integer.MIN_VALUE, -7, -7, 0, 127, 255, 16_384 + 255, Integer.MAX_VALUE};
    ByteBuffer file = ByteBuffer.allocate(Gaps.LONGEST * rising.length);
    Gaps.write(rising, file);
    file.flip();

    int[] read = new int[rising.length];
    Gaps.read(file, read);

    assertThat(read).containsExactly(rising);
    assertThat(file.hasRemaining()).isFalse();
  }

  @Test
  void aNumberBelowTheOneBeforeIsNotWritten() {
    assertThatThrownBy(() -> Gaps.write(new int[] {1, 0}, ByteBuffer.allocate(20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 stands behind 1");
  }
}
