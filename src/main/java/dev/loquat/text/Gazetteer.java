package dev.loquat.text;

import java.util.Optional;
import java.util.Set;

/** Names of companies that are words as well: names where they do what companies do. */
final class Gazetteer {
  private static final Set<String> COMPANIES =
      Set.of("苹果", "谷歌", "微软", "亚马逊", "华为", "小米", "腾讯", "百度", "阿里巴巴", "英特尔", "三星", "索尼");
  private static final Set<String> ACTS =
      Set.of("发布", "推出", "宣布", "收购", "公司", "股价", "表示", "起诉", "回应", "计划", "手机");

  private Gazetteer() {}

  static Optional<String> type(String text, int start, int end) {
    return COMPANIES.contains(text.substring(start, end))
            && ACTS.stream().anyMatch(act -> text.startsWith(act, end))
        ? Optional.of("ORG")
        : Optional.empty();
  }
}
