package dev.loquat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void isOpenWithoutKeys() {
    assertThat(new Keys(List.of()).open(Optional.empty())).isTrue();
    assertThat(new Keys(List.of(" ", "")).open(Optional.empty())).isTrue();
  }

  @Test
  void opensToEachOfItsKeys() {
    Keys keys = new Keys(List.of("one", "two"));
    assertThat(keys.open(Optional.of("Bearer one"))).isTrue();
    assertThat(keys.open(Optional.of("bearer  two "))).isTrue();
  }

  @Test
  void staysShutToEverythingElse() {
    Keys keys = new Keys(List.of("one"));
    assertThat(keys.open(Optional.empty())).isFalse();
    assertThat(keys.open(Optional.of("one"))).isFalse();
    assertThat(keys.open(Optional.of("Basic one"))).isFalse();
    assertThat(keys.open(Optional.of("Bearer on"))).isFalse();
    assertThat(keys.open(Optional.of("Bearer "))).isFalse();
  }
}
