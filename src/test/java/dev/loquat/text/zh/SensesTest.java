package dev.loquat.text.zh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SensesTest {
  private final ChineseSegmenter lexicon = ChineseSegmenter.load();

  @Test
  void wordsForTheSameKindOfThingShareTheirGroup() {
    assertEquals(lexicon.senses("医生"), lexicon.senses("护士"));
    assertNotEquals(lexicon.senses("医生"), lexicon.senses("城市"));
  }

  @Test
  void aWordInTraditionalCharactersHasTheGroupOfItsSimplifiedForm() {
    assertEquals(lexicon.senses("医生"), lexicon.senses("醫生"));
  }

  @Test
  void aWordOfNoListHasNoGroup() {
    assertEquals("", lexicon.senses("枇杷函数库"));
  }
}
