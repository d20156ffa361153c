package dev.loquat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/** Lucene's BM25 over the same terms, memory-mapped, in the same process. */
final class LucenePeer implements AutoCloseable {
  private static final FieldType TERMS = new FieldType();

  static {
    TERMS.setTokenized(true);
    TERMS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    TERMS.freeze();
  }

  private final Path folder;
  private final boolean kept;
  private final MMapDirectory directory;
  private final IndexWriter writer;
  private @Nullable DirectoryReader reader;
  private @Nullable IndexSearcher searcher;

  /** In a folder that stays, with what it has already, or in one that is removed again. */
  LucenePeer(Optional<Path> place) {
    try {
      kept = place.isPresent();
      folder = kept ? place.get() : Files.createTempDirectory("loquat-lucene");
      directory = new MMapDirectory(folder);
      writer =
          new IndexWriter(
              directory, new IndexWriterConfig(new NoAnalyzer()).setRAMBufferSizeMB(256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class NoAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      throw new IllegalStateException("terms come as they are");
    }
  }

  /** A chunk's terms as Lucene wants them. */
  private static final class Terms extends TokenStream {
    private final Iterator<String> terms;
    private final CharTermAttribute text = addAttribute(CharTermAttribute.class);

    Terms(List<String> terms) {
      this.terms = terms.iterator();
    }

    @Override
    public boolean incrementToken() {
      if (!terms.hasNext()) {
        return false;
      }
      clearAttributes();
      text.setEmpty().append(terms.next());
      return true;
    }
  }

  void add(List<String> terms) {
    Document document = new Document();
    document.add(new org.apache.lucene.document.Field("t", new Terms(terms), TERMS));
    try {
      writer.addDocument(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the writing; merged into one segment if wished. */
  void finish(boolean merge) {
    try {
      if (merge) {
        writer.forceMerge(1);
      }
      writer.commit();
      reader = DirectoryReader.open(directory);
      searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity(1.5f, 0.75f));
      searcher.setQueryCache(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TopDocs search(List<String> terms, int k) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String term : terms) {
      query.add(new TermQuery(new Term("t", term)), BooleanClause.Occur.SHOULD);
    }
    try {
      return java.util.Objects.requireNonNull(searcher).search(query.build(), k);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
    writer.close();
    directory.close();
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
