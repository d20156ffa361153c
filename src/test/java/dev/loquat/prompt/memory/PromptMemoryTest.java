package dev.loquat.prompt.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.memory.PromptMemory.Held;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PromptMemoryTest {
  private final PromptPool pool = new PromptPool(1);
  private final PromptMemory memory = new PromptMemory(pool);

  @Test
  void poolsExactly4096BytesAndOwnsOneMore() {
    try (Held at = memory.hold("x".repeat(4096));
        Held above = memory.hold("x".repeat(4097))) {
      assertThat(at).isInstanceOf(Held.Small.class);
      assertThat(above).isInstanceOf(Held.Large.class);
    }
  }

  @Test
  void countsBytesNotCharacters() {
    try (Held at = memory.hold("中".repeat(1365) + "x");
        Held above = memory.hold("中".repeat(1366))) {
      assertThat(at).isInstanceOf(Held.Small.class);
      assertThat(at.bytes().length()).isEqualTo(4096);
      assertThat(above).isInstanceOf(Held.Large.class);
      assertThat(above.bytes().length()).isEqualTo(4098);
    }
  }

  @Test
  void returnsTheSameBufferWipedOfEveryByte() {
    PoolBuffer taken = pool.take();
    byte[] buffer = taken.bytes();
    pool.giveBack(taken, 0);
    try (Held held = memory.hold("secret ".repeat(500))) {
      assertThat(buffer[0]).isEqualTo((byte) 's');
      assertThat(held.bytes().text()).startsWith("secret");
    }

    assertThat(buffer).containsOnly((byte) 0);
    assertThat(pool.take()).isSameAs(taken);
  }

  @Test
  void wipesABufferThatTurnedOutTooSmall() {
    PoolBuffer taken = pool.take();
    byte[] buffer = taken.bytes();
    pool.giveBack(taken, 0);

    memory.hold("中".repeat(2000)).close();

    assertThat(buffer).containsOnly((byte) 0);
  }

  @Test
  void throwsWhenAPooledPromptIsUsedAfterItsEnd() {
    Held held = memory.hold("text");
    PromptBytes bytes = held.bytes();
    held.close();

    assertThatThrownBy(bytes::length).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(bytes::text).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bytes.at(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bytes.copyTo(0, new byte[4], 0, 4))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bytes.writeTo(new ByteArrayOutputStream()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void detectsADoubleReturn() {
    Held held = memory.hold("text");
    held.close();

    assertThatThrownBy(held::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed before");
    assertThat(pool.idle()).isEqualTo(1);
    assertThat(pool.leased()).isZero();
  }

  @Test
  void keepsNoMoreBuffersThanItHasPlaces() {
    var held = new java.util.ArrayList<Held>();
    for (int i = 0; i < 10; i++) {
      held.add(memory.hold("text " + i));
    }
    held.forEach(Held::close);

    assertThat(pool.idle()).isEqualTo(1);
    assertThat(pool.made()).isEqualTo(10);
  }

  @Test
  void slicesShareTheOwnersMemoryReadOnly() throws Exception {
    String text = "0123456789".repeat(1000);
    PromptOwner owner = PromptOwner.of(text.getBytes(StandardCharsets.UTF_8));
    PromptSlice slice = owner.slice(10, 9000).slice(5, 3);

    assertThat(slice.text()).isEqualTo("567");
    assertThat(slice.segment().address()).isEqualTo(owner.slice().segment().address() + 15);
    assertThat(slice.segment().isReadOnly()).isTrue();
    assertThatThrownBy(() -> slice.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1))
        .isInstanceOf(IllegalArgumentException.class);
    var out = new ByteArrayOutputStream();
    owner.slice().writeTo(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    owner.close();
  }

  @Test
  void throwsWhenASliceIsUsedAfterItsOwner() {
    PromptOwner owner = PromptOwner.of(new byte[] {1, 2, 3});
    PromptSlice slice = owner.slice();
    MemorySegment kept = slice.segment();
    owner.close();

    assertThatThrownBy(slice::length).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(owner::slice).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(owner::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wipesTheArrayThatAnOwnerTakesOver() {
    byte[] bytes = "secret".getBytes(StandardCharsets.UTF_8);

    PromptOwner.of(bytes).close();

    assertThat(bytes).containsOnly((byte) 0);
  }

  @Test
  void refusesIndexesOutsideOfThePrompt() {
    try (Held held = memory.hold("abc")) {
      assertThatThrownBy(() -> held.bytes().at(3)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> held.bytes().copyTo(1, new byte[9], 0, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Property(tries = 300)
  void encodesLikeTheJdk(@ForAll String text) {
    try (Held held = memory.hold(text)) {
      byte[] expected = text.getBytes(StandardCharsets.UTF_8);
      byte[] actual = new byte[held.bytes().length()];
      held.bytes().copyTo(0, actual, 0, actual.length);
      assertThat(actual).isEqualTo(expected);
    }
  }
}
