package dev.loquat.text;

/** The universal tag that most words of a Chinese treebank tag have. */
final class UniversalTags {
  private UniversalTags() {}

  static String of(String tag) {
    return switch (tag) {
      case "NN", "NNB" -> "NOUN";
      case "NNP" -> "PROPN";
      case "VV", "VC" -> "VERB";
      case "JJ" -> "ADJ";
      case "RB" -> "ADV";
      case "CD" -> "NUM";
      case "PRP" -> "PRON";
      case "IN" -> "ADP";
      case "CC" -> "CCONJ";
      case "DEC", "UH", "SFN" -> "PART";
      case "AS", "MD" -> "AUX";
      case "DT" -> "DET";
      case "," -> "PUNCT";
      default -> "X";
    };
  }
}
