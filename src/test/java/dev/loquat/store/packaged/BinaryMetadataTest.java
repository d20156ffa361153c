package dev.loquat.store.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.Metadata;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinaryMetadataTest {

  @Test
  void keepsEveryKindOfValueAsJsonWould() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("text", "中文 \"quoted\" 🙂");
    metadata.put("int", -7);
    metadata.put("long", Long.MAX_VALUE);
    metadata.put("small long", 7L);
    metadata.put("big", BigInteger.TWO.pow(100));
    metadata.put("decimal", new BigDecimal("1.50"));
    metadata.put("double", Double.MIN_VALUE);
    metadata.put("flags", List.of(true, false));
    metadata.put("nested", Map.of("list", Arrays.asList(1, null, List.of(), Map.of())));
    metadata.put("nothing", null);

    Map<String, Object> read = BinaryMetadata.read(BinaryMetadata.write(metadata));

    assertThat(read).isEqualTo(Metadata.read(Metadata.write(metadata)));
    assertThat(read.keySet()).containsExactlyElementsOf(metadata.keySet());
  }
}
