package dev.loquat.text.zh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes newspaper sentences by walking the bigram counts of the People's Daily: nonsense, but cut
 * as newspapers cut, so that the sequence model learns to leave newspaper words whole.
 */
final class NewsSampler {
  private static final int LONGEST = 45;
  private static final String[] FEW = {
    "一", "两", "三", "四", "五", "六", "几", "十", "二十", "三十多", "百", "几十", "十二", "二十一", "五百", "三千", "上百"
  };
  private static final String[] WHEN = {"去年", "今年", "目前", "昨天", "上午", "下午", "明年", "今天", "近日", "当时"};

  private record Next(List<String> words, List<Integer> sums) {}

  private final Map<String, Next> next = new HashMap<>();
  private final List<String> places;
  private final List<String> organisations;
  private final List<List<String>> persons;
  private final Random random = new Random(5);

  NewsSampler(
      Map<String, Integer> bigrams,
      List<String> places,
      List<String> organisations,
      List<List<String>> persons) {
    this.places = places;
    this.organisations = organisations;
    this.persons = persons;
    bigrams.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> {
              String[] pair = e.getKey().split("\t");
              Next n =
                  next.computeIfAbsent(
                      pair[0], k -> new Next(new ArrayList<>(), new ArrayList<>()));
              int before = n.sums.isEmpty() ? 0 : n.sums.getLast();
              n.words.add(pair[1]);
              n.sums.add(before + e.getValue());
            });
  }

  /** This many sentences of five words or more. */
  List<List<String>> sample(int count) {
    List<List<String>> out = new ArrayList<>();
    while (out.size() < count) {
      List<String> s = walk();
      if (s.size() >= 5) {
        out.add(s);
      }
    }
    return out;
  }

  private List<String> walk() {
    List<String> out = new ArrayList<>();
    String word = "始##始";
    while (out.size() < LONGEST) {
      Next n = next.getOrDefault(word, next.get("，"));
      int r = random.nextInt(n.sums.getLast());
      int k = java.util.Collections.binarySearch(n.sums, r + 1);
      word = n.words.get(k < 0 ? -k - 1 : k);
      if (word.equals("末##末")) {
        break;
      }
      out.addAll(filled(word));
    }
    return out;
  }

  private List<String> filled(String word) {
    return switch (word) {
      case "未##人" -> any(persons);
      case "未##地" -> List.of(any(places));
      case "未##团" -> List.of(any(organisations));
      case "未##数" -> List.of(number());
      case "未##时" -> time();
      case "未##串" -> List.of("IBM");
      case "未##它" -> List.of("某");
      default -> List.of(word);
    };
  }

  private String number() {
    return switch (random.nextInt(6)) {
      case 0 -> String.valueOf(1 + random.nextInt(3000));
      case 1 -> (1 + random.nextInt(999)) + "万";
      case 2 -> (1 + random.nextInt(99)) + "%";
      default -> FEW[random.nextInt(FEW.length)];
    };
  }

  private List<String> time() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> List.of(String.valueOf(1949 + random.nextInt(75)), "年");
      case 2 -> List.of(String.valueOf(1 + random.nextInt(12)), "月");
      case 3 -> List.of(String.valueOf(1 + random.nextInt(31)), "日");
      default -> List.of(WHEN[random.nextInt(WHEN.length)]);
    };
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
