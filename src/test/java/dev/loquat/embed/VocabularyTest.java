package dev.loquat.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  @ParameterizedTest
  @ValueSource(strings = {EmbeddingModels.ZH, EmbeddingModels.EN})
  void findsEveryPieceThatAJsonLibraryReads(String model) throws IOException {
    String file = "/" + model + "-q-tokenizer.json";
    JsonNode pieces;
    Vocabulary vocabulary;
    try (InputStream in = VocabularyTest.class.getResourceAsStream(file);
        InputStream again = VocabularyTest.class.getResourceAsStream(file)) {
      pieces = new ObjectMapper().readTree(in).at("/model/vocab");
      vocabulary = Vocabulary.read(again);
    }
    assertThat(pieces).hasSizeGreaterThan(20_000);
    for (Map.Entry<String, JsonNode> piece : pieces.properties()) {
      assertThat(id(vocabulary, piece.getKey()))
          .as(piece.getKey())
          .isEqualTo(piece.getValue().intValue());
    }
  }

  private static int id(Vocabulary vocabulary, String piece) {
    boolean continues = piece.startsWith("##") && piece.length() > 2;
    return vocabulary.id(piece, continues ? 2 : 0, piece.length(), continues);
  }

  @Test
  void readsEscapesAndPassesByWhatIsNoVocabulary() throws IOException {
    Vocabulary vocabulary =
        read(
            """
            {"type": "vocab", "of": ["vocab", "vocab"], "vocab": null,
             "model": {"vocab": { "\\"": 1, "\\\\": 22 ,"\\u4e2d\\uD83D\\ude42":333,
              "##\\t": 0, "tail" : 4}, "after": {"x": 5}}}
            """);
    assertThat(id(vocabulary, "\"")).isEqualTo(1);
    assertThat(id(vocabulary, "\\")).isEqualTo(22);
    assertThat(id(vocabulary, "中🙂")).isEqualTo(333);
    assertThat(id(vocabulary, "##\t")).isZero();
    assertThat(id(vocabulary, "tail")).isEqualTo(4);
    assertThat(id(vocabulary, "x")).isEqualTo(Vocabulary.NONE);
    assertThat(vocabulary.longest()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"model\": {}}",
        "{\"vocab\": {\"a\": 1",
        "{\"vocab\": {\"a\" 1}}",
        "{\"vocab\": {\"a\": \"b\"}}",
        "{\"vocab\": {a: 1}}"
      })
  void refusesWhatIsNoVocabulary(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vocabulary");
  }

  private static Vocabulary read(String json) throws IOException {
    return Vocabulary.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
