package dev.loquat.ingest;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.Metadata;
import dev.loquat.store.VectorMaker;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes documents ready for a store: chunks, their terms, their vectors. A passage is found by its
 * text and by what stands above it: the document's title and the headings. Safe from any thread.
 */
public final class Indexer {
  static final int TOKENS = 300;
  static final int OVERLAP = 30;
  private static final int MIN_LETTERS = 20;

  private final Analyzer analyzer;
  private final PassageVectors vectors;
  private final Chunker chunker;
  private final List<String> version;
  private final List<String> models;

  /** An indexer with chunks of about 300 tokens that overlap by 30. */
  public Indexer(Analyzer analyzer, EmbeddingModels models) {
    this(analyzer, models::passages, TOKENS, OVERLAP);
  }

  /** An indexer with chunks of about {@code tokens} that overlap by {@code overlap}. */
  public Indexer(Analyzer analyzer, EmbeddingModels models, int tokens, int overlap) {
    this(analyzer, models::passages, tokens, overlap);
  }

  Indexer(Analyzer analyzer, PassageVectors vectors, int tokens, int overlap) {
    this(analyzer, vectors, new Chunker(analyzer, tokens, overlap), EmbeddingModels.BY_LANGUAGE);
  }

  private Indexer(Analyzer analyzer, PassageVectors vectors, Chunker chunker, List<String> models) {
    this.analyzer = analyzer;
    this.vectors = vectors;
    this.chunker = chunker;
    this.models = models;
    this.version =
        List.of(analyzer.version(), chunker.version(), EmbeddingModels.ZH, EmbeddingModels.EN);
  }

  /** The same indexer with another analyzer for the terms. */
  Indexer with(Analyzer other) {
    return new Indexer(other, vectors, chunker, models);
  }

  /** The same indexer with other models: one, or one for each language. */
  Indexer withModels(List<String> others) {
    return new Indexer(analyzer, vectors, chunker, others);
  }

  /** Version of the analyzer that makes the terms. */
  public String analyzerVersion() {
    return analyzer.version();
  }

  /** A document whose metadata say its language; a {@code lang} that is there stays. */
  public Document withLanguage(Document document) {
    if (document.metadata().containsKey("lang")) {
      return document;
    }
    Map<String, Object> metadata = new LinkedHashMap<>(document.metadata());
    metadata.put("lang", analyzer.language(document.text()));
    return new Document(document.id(), document.title(), document.text(), document.url(), metadata);
  }

  /** Equal, as text, for documents that would be indexed alike. */
  public String hash(Document document) {
    return contentHash(document).toString();
  }

  ContentHash contentHash(Document document) {
    return ContentHash.of(
        List.of(document.title(), document.text(), language(document)),
        List.of(document.url().orElse(""), Metadata.write(new TreeMap<>(document.metadata()))),
        version);
  }

  /** Whether a stored document's passages were made as this indexer makes them. */
  boolean isCurrent(String hash) {
    ContentHash mine = ContentHash.of(List.of(), List.of(), version);
    return ContentHash.parse(hash).filter(h -> h.version().equals(mine.version())).isPresent();
  }

  private static String language(Document document) {
    return String.valueOf(document.metadata().get("lang"));
  }

  /** A document cut and analysed, its vectors still to be made. */
  record Draft(Document document, String hash, List<Piece> pieces) {}

  /** A passage of a draft. */
  record Piece(Chunk chunk, List<String> terms, String model, String embedText) {}

  Draft draft(Document document) {
    String documentLanguage = language(document);
    List<Piece> pieces = new ArrayList<>();
    for (Chunk chunk : chunker.chunks(document.text())) {
      String text = document.text().substring(chunk.start(), chunk.end());
      String context = context(document.title(), chunk, text);
      List<String> terms = new ArrayList<>();
      analyzer.indexTerms(context).stream().map(Term::text).forEach(terms::add);
      analyzer.indexTerms(text).stream().map(Term::text).forEach(terms::add);
      pieces.add(new Piece(chunk, terms, model(text, documentLanguage), toEmbed(context, text)));
    }
    return new Draft(document, hash(document), pieces);
  }

  private String model(String text, String documentLanguage) {
    boolean tooShort =
        text.codePoints().filter(Character::isLetter).limit(MIN_LETTERS).count() < MIN_LETTERS;
    return EmbeddingModels.forLanguage(
        tooShort ? documentLanguage : analyzer.writtenLanguage(text), models);
  }

  private static String toEmbed(String context, String text) {
    return context.isEmpty() ? text : context + "\n" + text;
  }

  /** The vectors that passages of these models lack. */
  List<VectorMaker.Made> missing(List<VectorMaker.Pending> passages) {
    Map<String, List<VectorMaker.Pending>> lacking = new LinkedHashMap<>();
    for (VectorMaker.Pending passage : passages) {
      Document document = passage.document();
      String text = document.text().substring(passage.start(), passage.end());
      String model = model(text, language(document));
      if (!passage.models().contains(model)) {
        lacking.computeIfAbsent(model, m -> new ArrayList<>()).add(passage);
      }
    }
    List<VectorMaker.Made> out = new ArrayList<>();
    lacking.forEach(
        (model, some) -> {
          List<float[]> rows = vectors.passages(model, toEmbed(some));
          for (int i = 0; i < rows.size(); i++) {
            out.add(new VectorMaker.Made(some.get(i).key(), model, rows.get(i)));
          }
        });
    return out;
  }

  /** As {@link #draft} has it; the headings of a document are looked for once. */
  private static List<String> toEmbed(List<VectorMaker.Pending> passages) {
    Map<Document, Headings> headings = new IdentityHashMap<>();
    List<String> out = new ArrayList<>();
    for (VectorMaker.Pending passage : passages) {
      Document document = passage.document();
      String text = document.text().substring(passage.start(), passage.end());
      List<String> above =
          headings.computeIfAbsent(document, d -> Headings.of(d.text())).above(passage.start());
      Chunk chunk = new Chunk(passage.start(), passage.end(), above);
      out.add(toEmbed(context(document.title(), chunk, text), text));
    }
    return out;
  }

  /** The title and the headings above a chunk, without what the chunk itself begins with. */
  private static String context(String title, Chunk chunk, String text) {
    List<String> lines = new ArrayList<>();
    if (!title.isBlank() && !startsWithTitle(text, title)) {
      lines.add(title);
    }
    for (String heading : chunk.headings()) {
      if (!heading.isBlank() && !heading.equals(title)) {
        lines.add(heading);
      }
    }
    return String.join("\n", lines);
  }

  private static boolean startsWithTitle(String text, String title) {
    int from = 0;
    while (from < text.length() && (text.charAt(from) == '#' || text.charAt(from) == ' ')) {
      from++;
    }
    return text.regionMatches(true, from, title, 0, title.length());
  }

  /** Documents with their passages; all texts of one model are embedded together. */
  public List<IndexedDocument> index(List<Document> documents, Optional<String> source) {
    return embed(documents.stream().map(this::draft).toList(), source);
  }

  List<IndexedDocument> embed(List<Draft> drafts, Optional<String> source) {
    Map<String, List<Piece>> byModel = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      for (Piece piece : draft.pieces()) {
        byModel.computeIfAbsent(piece.model(), model -> new ArrayList<>()).add(piece);
      }
    }
    Map<Piece, float[]> made = new IdentityHashMap<>();
    byModel.forEach(
        (model, pieces) -> {
          List<float[]> rows =
              vectors.passages(model, pieces.stream().map(Piece::embedText).toList());
          for (int i = 0; i < rows.size(); i++) {
            made.put(pieces.get(i), rows.get(i));
          }
        });
    List<IndexedDocument> out = new ArrayList<>();
    for (Draft draft : drafts) {
      List<IndexedPassage> passages = new ArrayList<>();
      for (Piece piece : draft.pieces()) {
        float[] vector = java.util.Objects.requireNonNull(made.get(piece));
        passages.add(
            new IndexedPassage(
                piece.chunk().start(),
                piece.chunk().end(),
                piece.terms(),
                Optional.of(new IndexedPassage.Embedded(piece.model(), vector))));
      }
      out.add(new IndexedDocument(draft.document(), draft.hash(), source, passages));
    }
    return out;
  }
}
