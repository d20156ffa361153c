package dev.loquat.prompt.schema;

import java.util.Locale;

/** The messages of violations, in English and Chinese. */
enum Message {
  TYPE("must be %s, not %s", "类型应为%s，实际为%s"),
  NEVER("is not allowed", "不允许出现"),
  ENUM("must be one of %s", "必须是以下值之一：%s"),
  CONST("must be %s", "必须等于%s"),
  MULTIPLE("must be a multiple of %s", "必须是%s的倍数"),
  MAXIMUM("must be at most %s", "不得大于%s"),
  MINIMUM("must be at least %s", "不得小于%s"),
  RANGE("must be between %s and %s", "必须在%s与%s之间"),
  EXCLUSIVE_MAXIMUM("must be less than %s", "必须小于%s"),
  EXCLUSIVE_MINIMUM("must be greater than %s", "必须大于%s"),
  MAX_LENGTH("must have at most %s characters, has %s", "最多%s个字符，实际%s个"),
  MIN_LENGTH("must have at least %s characters, has %s", "至少%s个字符，实际%s个"),
  PATTERN("must match the pattern %s", "必须匹配模式 %s"),
  PATTERN_BUDGET("takes too long to match the pattern %s", "匹配模式 %s 耗时过长"),
  FORMAT("must be a valid %s", "必须是合法的 %s"),
  MAX_ITEMS("must have at most %s items, has %s", "最多%s项，实际%s项"),
  MIN_ITEMS("must have at least %s items, has %s", "至少%s项，实际%s项"),
  UNIQUE("must not hold the same item twice (items %s and %s)", "不得有重复项（第%s项与第%s项）"),
  MIN_CONTAINS("must hold at least %s matching items, holds %s", "至少包含%s个匹配项，实际%s个"),
  MAX_CONTAINS("must hold at most %s matching items, holds %s", "最多包含%s个匹配项，实际%s个"),
  MAX_PROPERTIES("must have at most %s properties, has %s", "最多%s个属性，实际%s个"),
  MIN_PROPERTIES("must have at least %s properties, has %s", "至少%s个属性，实际%s个"),
  REQUIRED("is required", "为必填项"),
  DEPENDENT("is required because '%s' is there", "因存在“%s”而为必填项"),
  UNDECLARED("is not a declared property", "是未声明的属性"),
  PROPERTY_NAME("is not an allowed property name: %s", "属性名不合法：%s"),
  ANY_OF("must match at least one of %s alternatives", "必须符合%s种可选形式中的至少一种"),
  ONE_OF_NONE(
      "must match exactly one of %s alternatives, matches none", "必须恰好符合%s种可选形式中的一种，实际一种也不符合"),
  ONE_OF_MANY("must match exactly one of %s alternatives, matches %s", "必须恰好符合%s种可选形式中的一种，实际符合%s种"),
  NOT("must not match the schema that is excluded", "不得符合被排除的模式"),
  TOO_DEEP("is nested deeper than %s", "嵌套超过%s层");

  private final String english;
  private final String chinese;

  Message(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  String in(Locale locale, Object... arguments) {
    String form = locale.getLanguage().equals("zh") ? chinese : english;
    return form.formatted(arguments);
  }
}
