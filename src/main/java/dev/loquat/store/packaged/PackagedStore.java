package dev.loquat.store.packaged;

import dev.loquat.rank.Bm25;
import dev.loquat.rank.SegmentPostings;
import dev.loquat.store.BrokenIndexException;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.KeywordMatches;
import dev.loquat.store.Passage;
import dev.loquat.store.PassageStore;
import dev.loquat.store.QueryTerms;
import dev.loquat.store.TermScore;
import dev.loquat.store.UnknownCollectionException;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Packaged indexes, a collection each. BM25 is exact; similarities are of vectors in bytes, within
 * 0.003 of the exact ones. Opening reads the header only.
 */
public final class PackagedStore implements PassageStore {
  private final Map<String, PackagedIndex> indexes = new TreeMap<>();

  private PackagedStore(List<IndexFile> files) {
    for (IndexFile file : files) {
      String name = file.header.collection();
      if (indexes.put(name, new PackagedIndex(file)) != null) {
        throw new BrokenIndexException("two packaged indexes hold the collection " + name);
      }
    }
  }

  /**
   * Maps index files into memory.
   *
   * @throws BrokenIndexException if one is truncated, damaged, or no index
   */
  public static PackagedStore open(Path... files) {
    List<IndexFile> opened = new ArrayList<>();
    for (Path file : files) {
      opened.add(IndexFile.map(file));
    }
    return new PackagedStore(opened);
  }

  /**
   * Reads an index from the class path.
   *
   * @param resource absolute name, e.g. {@code /loquat/guide.index}
   */
  public static PackagedStore resource(String resource) throws FileNotFoundException {
    InputStream in = PackagedStore.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException("not on the class path: " + resource);
    }
    return new PackagedStore(List.of(IndexFile.read(resource, in)));
  }

  /** What the index in a file was made from, as given to {@link PackagedIndexWriter}. */
  public static String originOf(Path file) {
    return IndexFile.map(file).header.origin();
  }

  /**
   * Reads a whole file and checks every byte of it.
   *
   * @throws BrokenIndexException if it is truncated, damaged, or no index
   */
  public static void verify(Path file) {
    IndexFile.map(file).verify();
  }

  @Override
  public List<CollectionInfo> collections() {
    return indexes.keySet().stream().map(this::collection).toList();
  }

  @Override
  public CollectionInfo collection(String name) {
    IndexFile.Header header = index(name).header();
    Map<String, Long> models = new LinkedHashMap<>();
    header.models().forEach((model, stored) -> models.put(model, (long) stored.count()));
    return new CollectionInfo(
        name, header.analyzer(), models, header.documents(), header.passages());
  }

  private PackagedIndex index(String collection) {
    PackagedIndex index = indexes.get(collection);
    if (index == null) {
      throw new UnknownCollectionException(collection);
    }
    return index;
  }

  @Override
  public KeywordMatches match(String collection, List<String> terms, int k, Filter filter) {
    QueryTerms query = QueryTerms.of(terms);
    SegmentPostings postings = index(collection).postings(query.hashes(), filter);
    List<Hit> hits = new ArrayList<>();
    for (Bm25.Found found : Bm25.search(List.of(postings), query.weights(), k)) {
      hits.add(new Hit(found.doc(), found.score()));
    }
    return new KeywordMatches(hits, passages -> explain(collection, terms, passages));
  }

  @Override
  public List<Hit> nearest(String collection, String model, float[] query, int k, Filter filter) {
    PackagedIndex index = index(collection);
    Optional<PackagedVectors> vectors = index.vectors(model, query.length);
    return vectors.isEmpty() ? List.of() : vectors.get().nearest(query, k, index.allowed(filter));
  }

  @Override
  public Map<Long, Double> similarities(
      String collection, String model, float[] query, List<Long> passages) {
    Optional<PackagedVectors> vectors = index(collection).vectors(model, query.length);
    return vectors.isEmpty() ? Map.of() : vectors.get().similarities(query, passages);
  }

  @Override
  public Map<Long, List<TermScore>> explain(
      String collection, List<String> terms, List<Long> passages) {
    QueryTerms query = QueryTerms.of(terms);
    SegmentPostings postings = index(collection).postings(query.hashes(), Filter.NONE);
    Bm25.Explainer explainer = Bm25.explainer(List.of(postings), query.weights());
    Map<Long, List<TermScore>> out = new LinkedHashMap<>();
    for (long passage : passages) {
      if (passage < 0 || passage >= postings.lengths().docs()) {
        continue;
      }
      List<TermScore> parts = query.name(explainer.explain(0, (int) passage));
      if (!parts.isEmpty()) {
        out.put(passage, parts);
      }
    }
    return out;
  }

  @Override
  public List<Passage> passages(String collection, List<Long> keys) {
    PackagedIndex index = index(collection);
    List<Passage> out = new ArrayList<>(keys.size());
    for (long key : keys) {
      index.passage(key).ifPresent(out::add);
    }
    return out;
  }

  @Override
  public Optional<Document> document(String collection, String id) {
    return index(collection).document(id);
  }

  @Override
  public List<String> documentIds(String collection, String after, int limit) {
    return index(collection).documentIds(after, limit);
  }

  @Override
  public void close() {
    // Mapped memory goes with the last reference to it.
  }
}
