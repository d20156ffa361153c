package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.function.FusionView;
import dev.loquat.ingest.IngestReport;
import dev.loquat.ingest.Ingestor;
import dev.loquat.ingest.Reembedding;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Hnsw;
import dev.loquat.store.TuningEvidence;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import dev.loquat.wire.Work;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What collections there are, the documents in them, and which of a source's documents are still
 * present.
 */
@Singleton
final class CollectionRoutes {
  private static final int MOST_PRESENT = 1_000_000;
  private static final int LONGEST_ID = 1024;
  private static final int MOST_ENTRIES = 10_000;
  private static final int USUAL_IDS = 100;
  private static final int MOST_IDS = 1000;

  private final WritableStore store;
  private final Ingestor ingestor;
  private final Reembedding reembedding;
  private final EmbeddingModels models;
  private final Work work;

  CollectionRoutes(
      WritableStore store,
      Ingestor ingestor,
      Reembedding reembedding,
      EmbeddingModels models,
      Work work) {
    this.store = store;
    this.ingestor = ingestor;
    this.reembedding = reembedding;
    this.models = models;
    this.work = work;
  }

  void add(Router router) {
    String document = "/collections/:collection/documents/*";
    router.get("/collections").order(Routes.ORDER).handler(this::list);
    String collection = "/collections/:collection";
    router.get(collection).order(Routes.ORDER).handler(this::collection);
    router.put(collection).order(Routes.ORDER).handler(this::configure);
    router.delete(collection).order(Routes.ORDER).handler(this::drop);
    router.get("/collections/:collection/documents").order(Routes.ORDER).handler(this::documents);
    router.get(document).order(Routes.ORDER).handler(this::document);
    router.delete(document).order(Routes.ORDER).handler(this::remove);
    router
        .get("/collections/:collection/sources/:source")
        .order(Routes.ORDER)
        .handler(this::ledger);
    router
        .post("/collections/:collection/sources/:source/sync")
        .order(Routes.ORDER)
        .handler(this::sync);
  }

  private void list(RoutingContext context) {
    Replies.when(
        context, work.on(store::collections), all -> Replies.json(context, 200, Listing.of(all)));
  }

  private void collection(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    show(context, () -> store.collection(collection));
  }

  private void show(RoutingContext context, Supplier<CollectionInfo> collection) {
    Replies.when(
        context, work.on(collection), info -> Replies.json(context, 200, CollectionView.of(info)));
  }

  private void configure(RoutingContext context) {
    CollectionSettings settings =
        SettingsBody.read(Fields.of(Bodies.json(context)), models.names());
    String collection = Paths.part(context, "collection");
    show(
        context,
        () -> {
          store.configure(collection, settings);
          ingestor.compactSoon(collection);
          reembedding.soon(collection);
          return store.collection(collection);
        });
  }

  private void drop(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    Replies.removed(
        context,
        work.on(() -> store.drop(collection)),
        () -> new UnknownCollectionException(collection));
  }

  private void documents(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    String after = Optional.ofNullable(context.request().getParam("after")).orElse("");
    int limit = limit(context);
    Replies.when(
        context,
        work.on(() -> store.documentIds(collection, after, limit + 1)),
        ids -> Replies.json(context, 200, DocumentIds.of(ids, limit)));
  }

  private static int limit(RoutingContext context) {
    String given = context.request().getParam("limit");
    if (given == null) {
      return USUAL_IDS;
    }
    if (!given.matches("[0-9]{1,5}") || !isLimit(Integer.parseInt(given))) {
      throw ProblemException.invalid("/limit", "must be between 1 and " + MOST_IDS);
    }
    return Integer.parseInt(given);
  }

  private static boolean isLimit(int limit) {
    return limit >= 1 && limit <= MOST_IDS;
  }

  /**
   * A page of a collection's documents.
   *
   * @param next what {@code after} must be for the next page; absent at the end
   */
  record DocumentIds(
      List<String> documents, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {
    static DocumentIds of(List<String> ids, int limit) {
      return ids.size() <= limit
          ? new DocumentIds(ids, Optional.empty())
          : new DocumentIds(ids.subList(0, limit), Optional.of(ids.get(limit - 1)));
    }
  }

  private void document(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    String id = Paths.part(context, Paths.REST);
    Replies.when(
        context,
        work.on(() -> store.document(collection, id).orElseThrow(() -> unknown(collection, id))),
        document -> show(context, collection, document));
  }

  private static void show(RoutingContext context, String collection, Document document) {
    context.response().putHeader("Vary", "Accept");
    if (wantsPage(context)) {
      byte[] page = DocumentPage.of(document).getBytes(StandardCharsets.UTF_8);
      context.response().putHeader("Content-Security-Policy", DocumentPage.POLICY);
      Replies.bytes(context, 200, "text/html; charset=utf-8", page);
    } else {
      Replies.json(context, 200, DocumentView.of(collection, document));
    }
  }

  private static boolean wantsPage(RoutingContext context) {
    String accept = Optional.ofNullable(context.request().getHeader("Accept")).orElse("");
    return accept.contains("text/html") && !accept.startsWith("application/json");
  }

  private void remove(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    String id = Paths.part(context, Paths.REST);
    Replies.removed(
        context, work.on(() -> ingestor.delete(collection, id)), () -> unknown(collection, id));
  }

  private void sync(RoutingContext context) {
    Fields in = Fields.of(Bodies.json(context));
    if (!in.has("present")) {
      in.missing("present", "");
    }
    Set<String> present = new HashSet<>(in.texts("present", MOST_PRESENT, 1, LONGEST_ID));
    in.end();
    String collection = Paths.part(context, "collection");
    String source = Paths.part(context, "source");
    Replies.when(
        context,
        work.on(() -> ingestor.sync(collection, source, present)),
        (IngestReport report) -> Replies.json(context, 200, report));
  }

  private void ledger(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    String source = Paths.part(context, "source");
    String after = Paths.parameter(context, "after").orElse("");
    int limit = Paths.number(context, "limit", 1, MOST_ENTRIES, MOST_ENTRIES);
    Replies.when(
        context,
        work.on(() -> ingestor.ledger(collection, source, after, limit)),
        entries -> Replies.json(context, 200, new Ledger(entries)));
  }

  private static ProblemException unknown(String collection, String id) {
    return new ProblemException(
        Problem.Kind.NOT_FOUND, "collection '" + collection + "' has no document '" + id + "'");
  }

  record Ledger(List<Ingestor.LedgerEntry> documents) {}

  record Listing(List<CollectionView> collections) {
    static Listing of(List<CollectionInfo> all) {
      return new Listing(all.stream().map(CollectionView::of).toList());
    }
  }

  record CollectionView(
      String name,
      String analyzer,
      Map<String, Long> models,
      long documents,
      long passages,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FusionView> fusion,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TuningEvidence> evidence,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Hnsw> hnsw,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<EmbeddingView> embedding,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> ranges) {
    static CollectionView of(CollectionInfo info) {
      return new CollectionView(
          info.name(),
          info.analyzer(),
          info.models(),
          info.documents(),
          info.passages(),
          info.fusion().map(FusionView::of),
          info.evidence(),
          info.hnsw(),
          EmbeddingView.of(info),
          info.ranges());
    }
  }

  record DocumentView(
      String collection,
      String id,
      String title,
      String text,
      Optional<String> url,
      Map<String, Object> metadata) {
    static DocumentView of(String collection, Document document) {
      return new DocumentView(
          collection,
          document.id(),
          document.title(),
          document.text(),
          document.url(),
          document.metadata());
    }
  }
}
