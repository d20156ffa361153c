package dev.loquat.answer;

import dev.loquat.model.ModelCall;
import dev.loquat.model.Piece;
import dev.loquat.model.Turn;
import dev.loquat.model.Usage;
import dev.loquat.text.Analyzer;
import java.util.List;

/** What an answer has said so far. Used by one stream, one event at a time. */
final class Transcript {
  private final List<CitablePassage> passages;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder claims = new StringBuilder();
  private long slices;
  private Piece.End end = new Piece.End("stop", new Usage(0, 0));

  Transcript(List<CitablePassage> passages) {
    this.passages = passages;
  }

  AnswerEvent.Text add(String slice, boolean note) {
    List<Citation> citations = Citations.in(slice, text.length(), passages);
    text.append(slice);
    claims.append(note ? " ".repeat(slice.length()) : Citations.blank(slice));
    return new AnswerEvent.Text(++slices, slice, citations);
  }

  void end(Piece.End modelEnd) {
    end = modelEnd;
  }

  /**
   * The answer without notes and markers, blanked so that offsets are those of the whole answer.
   */
  String claims() {
    return claims.toString();
  }

  /** The end, with tokens estimated where the model's server did not count them. */
  AnswerEvent.Finished finished(ModelCall call) {
    Usage usage = end.usage();
    if (usage.totalTokens() == 0) {
      int prompt = call.turns().stream().map(Turn::content).mapToInt(Analyzer::llmTokens).sum();
      usage = new Usage(prompt, Analyzer.llmTokens(text.toString()));
    }
    return new AnswerEvent.Finished(end.finishReason(), usage);
  }
}
