package dev.loquat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static Optional<Integer> tenant(Keys keys, String authorization) {
    return keys.tenant(Optional.of(authorization));
  }

  @Test
  void isOpenWithoutKeysForItsOwnTenant() {
    assertThat(new Keys(7, Map.of(7, List.of())).tenant(Optional.empty())).contains(7);
    assertThat(new Keys(7, Map.of(7, List.of(" ", ""))).tenant(Optional.empty())).contains(7);
  }

  @Test
  void opensToEachOfItsKeysForTheTenantOfTheKey() {
    Keys keys = new Keys(1, Map.of(1, List.of("one", "two"), 2, List.of("three")));
    assertThat(tenant(keys, "Bearer one")).contains(1);
    assertThat(tenant(keys, "bearer  two ")).contains(1);
    assertThat(tenant(keys, "Bearer three")).contains(2);
    assertThat(keys.isOwn(1)).isTrue();
    assertThat(keys.isOwn(2)).isFalse();
  }

  @Test
  void aKeyOfAnotherTenantShutsTheServiceToThoseWithout() {
    Keys keys = new Keys(1, Map.of(1, List.of(), 2, List.of("three")));
    assertThat(keys.tenant(Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "Basic one", "Bearer on", "Bearer one2", "Bearer "})
  void staysShutToEverythingElse(String authorization) {
    Keys keys = new Keys(1, Map.of(1, List.of("one")));
    assertThat(tenant(keys, authorization)).isEmpty();
    assertThat(keys.tenant(Optional.empty())).isEmpty();
  }

  @Test
  void aKeyCannotBeOfTwoTenants() {
    assertThatThrownBy(() -> new Keys(1, Map.of(1, List.of("same"), 2, List.of(" same"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1")
        .hasMessageContaining("2")
        .hasMessageNotContaining("same");
  }
}
