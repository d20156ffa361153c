package dev.loquat.ingest;

import dev.loquat.extract.ExtractException;
import dev.loquat.extract.ExtractLimits;
import dev.loquat.extract.TextExtractor;
import dev.loquat.objects.ObjectName;
import dev.loquat.objects.ObjectSource;
import dev.loquat.store.Document;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes the index follow objects that have changed. What an event says of an object is not
 * believed: it may be late, so the object is looked up as it is now. Blocks; safe from any thread.
 */
public final class ObjectIngestor {
  private final ObjectSource objects;
  private final Ingestor ingestor;
  private final ExtractLimits limits;
  private final TextExtractor extractor;
  private final String collection;

  /**
   * An ingestor of objects.
   *
   * @param collection that documents of objects belong to; their bucket is their source
   */
  public ObjectIngestor(
      ObjectSource objects, Ingestor ingestor, ExtractLimits limits, String collection) {
    this.objects = objects;
    this.ingestor = ingestor;
    this.limits = limits;
    this.extractor = new TextExtractor(limits);
    this.collection = collection;
  }

  /**
   * Takes the object as a document, or removes the document of an object that is gone.
   *
   * @throws IOException if the object cannot be fetched just now
   */
  public IngestReport changed(ObjectName name) throws IOException {
    int most = (int) Math.min(limits.bytes(), Integer.MAX_VALUE - 1);
    Optional<byte[]> bytes = objects.fetch(name, most);
    String id = FileDocument.id(name.key());
    if (bytes.isEmpty()) {
      int removed = ingestor.deleteIfThere(collection, id) ? 1 : 0;
      return new IngestReport(0, 0, 0, 0, removed, 0, List.of());
    }
    try {
      Document read = FileDocument.of(name.key(), extractor.extract(name.key(), bytes.get()));
      return ingestor.ingest(collection, List.of(read), Optional.of(name.bucket()));
    } catch (ExtractException e) {
      return ingestor.reject(
          collection, Optional.of(name.bucket()), id, String.valueOf(e.getMessage()));
    }
  }
}
