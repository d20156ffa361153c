package dev.loquat.model;

/** What the extractive model says of itself, in the question's language. */
enum Wording {
  CHINESE("以下为从文档中摘录的原句(抽取式回答,未经语言模型改写):\n\n", "在已收录的文档中没有找到这个问题的答案。(抽取式回答)"),
  JAPANESE(
      "文書から抜き出した文です(抽出型の回答。言語モデルによる書き換えはありません):\n\n", "収録されている文書には、この質問の答えが見つかりませんでした。(抽出型の回答)"),
  ENGLISH(
      "Quoted from the documents (an extractive answer, not written by a language model):\n\n",
      "The documents hold no answer to this question. (an extractive answer)");

  private final String preface;
  private final String nothingFound;

  Wording(String preface, String nothingFound) {
    this.preface = preface;
    this.nothingFound = nothingFound;
  }

  static Wording in(String language) {
    return switch (language) {
      case "zh" -> CHINESE;
      case "ja" -> JAPANESE;
      default -> ENGLISH;
    };
  }

  String preface() {
    return preface;
  }

  String nothingFound() {
    return nothingFound;
  }

  String quote(String sentence, int source) {
    return "- " + sentence + " [" + source + "]\n";
  }
}
