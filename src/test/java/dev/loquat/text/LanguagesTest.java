package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences are this test's own, in everyday words. */
class LanguagesTest {
  private final Analyzer analyzer = Analyzer.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh | 明天早上我们坐火车去上海,请你把票放在包里。
          en | Tomorrow morning we are taking the train to the coast.
          ja | 明日の朝、電車で海へ行きます。
          ko | 내일 아침에 우리는 기차를 타고 바다로 갑니다.
          es | Mañana por la mañana tomamos el tren a la costa con los niños.
          fr | Demain matin nous prenons le train pour la côte avec les enfants.
          de | Morgen früh fahren wir mit den Kindern mit dem Zug ans Meer.
          it | Domani mattina prendiamo il treno per il mare con i bambini.
          pt | Amanhã de manhã vamos de comboio para a praia com as crianças.
          nl | Morgenochtend nemen we met de kinderen de trein naar zee.
          sv | I morgon bitti tar vi tåget till havet tillsammans med barnen.
          da | I morgen tidlig tager vi toget ud til havet sammen med børnene.
          fi | Huomenna aamulla menemme lasten kanssa junalla meren rannalle.
          pl | Jutro rano jedziemy z dziećmi pociągiem nad morze.
          cs | Zítra ráno pojedeme s dětmi vlakem k moři a vrátíme se večer.
          sk | Zajtra ráno pôjdeme s deťmi vlakom k moru a vrátime sa večer.
          hu | Holnap reggel vonattal megyünk a gyerekekkel a tengerhez.
          ro | Mâine dimineață mergem cu copiii cu trenul la mare.
          tr | Yarın sabah çocuklarla birlikte trenle denize gidiyoruz.
          vi | Sáng mai chúng tôi đi tàu hỏa ra biển cùng với bọn trẻ.
          id | Besok pagi kami akan naik kereta ke pantai bersama anak-anak.
          et | Homme hommikul sõidame lastega rongiga mere äärde.
          lt | Rytoj ryte su vaikais traukiniu važiuosime prie jūros.
          lv | Rīt no rīta mēs ar bērniem brauksim ar vilcienu uz jūru.
          sl | Jutri zjutraj se z otroki peljemo z vlakom na morje.
          ru | Завтра утром мы поедем с детьми на поезде к морю.
          uk | Завтра вранці ми поїдемо з дітьми потягом до моря.
          bg | Утре сутринта ще пътуваме с децата с влака до морето.
          sr | Сутра ујутру идемо са децом возом на море.
          el | Αύριο το πρωί θα πάμε με τα παιδιά με το τρένο στη θάλασσα.
          he | מחר בבוקר ניסע עם הילדים ברכבת אל הים.
          ar | غدا صباحا سنسافر مع الأطفال بالقطار إلى البحر.
          fa | فردا صبح با بچه‌ها با قطار به کنار دریا می‌رویم.
          ur | کل صبح ہم بچوں کے ساتھ ریل گاڑی سے سمندر جائیں گے۔
          hi | कल सुबह हम बच्चों के साथ रेलगाड़ी से समुद्र जाएँगे।
          mr | उद्या सकाळी आम्ही मुलांसोबत रेल्वेने समुद्रावर जाणार आहोत.
          bn | আগামীকাল সকালে আমরা বাচ্চাদের নিয়ে ট্রেনে সমুদ্রে যাব।
          ta | நாளை காலை நாங்கள் குழந்தைகளுடன் ரயிலில் கடலுக்குச் செல்கிறோம்.
          th | พรุ่งนี้เช้าเราจะนั่งรถไฟไปทะเลกับเด็กๆ
          """)
  void tellsTheLanguageOfASentence(String code, String sentence) {
    assertThat(analyzer.language(sentence)).isEqualTo(code);
  }

  @Test
  void sentencesOfOneTextHaveTheirOwnLanguages() {
    String text =
        "The train leaves at seven in the morning. Le train part à sept heures du matin avec les enfants."
            + " 火车早上七点开。Der Zug fährt morgens um sieben Uhr mit den Kindern ab.";
    List<Token> tokens = analyzer.analyze(text, Mode.PRECISE, "auto").tokens();
    assertThat(languageOf(tokens, "leaves")).isEqualTo("en");
    assertThat(languageOf(tokens, "heures")).isEqualTo("fr");
    assertThat(languageOf(tokens, "火车")).isEqualTo("zh");
    assertThat(languageOf(tokens, "morgens")).isEqualTo("de");
  }

  @Test
  void aNamedLanguageIsTakenForEverySentence() {
    String text = "Le train part à sept heures du matin. Il arrive à dix heures du soir à Paris.";
    Set<String> languages =
        analyzer.analyze(text, Mode.PRECISE, "en").tokens().stream()
            .map(Token::language)
            .collect(Collectors.toSet());
    assertThat(languages).containsExactly("en");
  }

  @Test
  void whatTellsNothingIsEnglish() {
    assertThat(analyzer.language("OK")).isEqualTo("en");
    assertThat(analyzer.language("12345")).isEqualTo("en");
    assertThat(analyzer.language("")).isEqualTo("en");
    assertThat(analyzer.language("database connection pool timeout")).isEqualTo("en");
  }

  private static String languageOf(List<Token> tokens, String word) {
    return tokens.stream().filter(t -> t.text().equals(word)).findFirst().orElseThrow().language();
  }
}
