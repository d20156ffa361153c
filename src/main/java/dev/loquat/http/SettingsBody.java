package dev.loquat.http;

import dev.loquat.function.FusionView;
import dev.loquat.rank.FusionChoice;
import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Hnsw;
import dev.loquat.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings of a collection. */
final class SettingsBody {

  private static final int MOST_RANGES = 16;
  private static final int LONGEST_FIELD = 256;

  private SettingsBody() {}

  /**
   * Of an object with {@code hnsw}, {@code fusion}, {@code embedding}, {@code ranges} or some of
   * them.
   *
   * @param models that there are
   */
  static CollectionSettings read(Fields in, Set<String> models) {
    Optional<Hnsw> hnsw = in.object("hnsw").map(SettingsBody::hnsw);
    Optional<FusionChoice> fusion = in.object("fusion").map(FusionView::read);
    Optional<List<String>> embedding = embedding(in, models);
    Optional<List<String>> ranges =
        in.has("ranges")
            ? Optional.of(in.texts("ranges", MOST_RANGES, 1, LONGEST_FIELD))
            : Optional.empty();
    in.end();
    return new CollectionSettings(hnsw, fusion, embedding, ranges);
  }

  private static Optional<List<String>> embedding(Fields in, Set<String> models) {
    if (!in.has("embedding")) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(new TreeSet<>(models));
    names.addFirst(EmbeddingView.AUTO);
    return Optional.of(EmbeddingView.models(in.choice("embedding", names, EmbeddingView.AUTO)));
  }

  private static Hnsw hnsw(Fields in) {
    int m = in.integer("m", 2, 100, Hnsw.DEFAULT.m());
    int atLeast = Math.max(4, 2 * m);
    int construction =
        in.integer(
            "efConstruction", atLeast, 1000, Math.max(atLeast, Hnsw.DEFAULT.efConstruction()));
    int search = in.integer("efSearch", 1, 1000, Hnsw.DEFAULT.efSearch());
    return new Hnsw(m, construction, search);
  }
}
