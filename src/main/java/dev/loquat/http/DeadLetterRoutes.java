package dev.loquat.http;

import dev.loquat.gateway.LoquatConfig;
import dev.loquat.ingest.IngestReport;
import dev.loquat.ingest.Ingestor;
import dev.loquat.store.DeadLetter;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import dev.loquat.wire.Work;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Documents that could not be taken: which, why, and another try. */
@Singleton
final class DeadLetterRoutes {
  private static final int MOST = 1_000;
  private static final int LONGEST_ID = Fields.MAX_TEXT; // a letter's id may be what was wrong
  private static final int PARTLY_DONE = 207;

  private final Ingestor ingestor;
  private final Work work;

  DeadLetterRoutes(Ingestor ingestor, Work work, LoquatConfig config) {
    this.ingestor = ingestor;
    this.work = work.within(config.limits().ingestTime());
  }

  void add(Router router) {
    String letters = "/collections/:collection/dead-letters";
    router.get(letters).order(Routes.ORDER).handler(this::list);
    router.post(letters + "/retry").order(Routes.ORDER).handler(this::retry);
    router.delete(letters + "/*").order(Routes.ORDER).handler(this::discard);
  }

  private void list(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    int limit = Paths.number(context, "limit", 1, MOST, MOST);
    Replies.when(
        context,
        work.on(() -> ingestor.deadLetters(collection, limit)),
        letters -> Replies.json(context, 200, Listing.of(letters)));
  }

  private void retry(RoutingContext context) {
    Fields in = Fields.of(Bodies.json(context));
    List<String> ids = in.texts("ids", MOST, 1, LONGEST_ID);
    in.end();
    String collection = Paths.part(context, "collection");
    Replies.when(
        context,
        work.on(() -> ingestor.retry(collection, ids)),
        (IngestReport report) ->
            Replies.json(context, report.failed().isEmpty() ? 200 : PARTLY_DONE, report));
  }

  private void discard(RoutingContext context) {
    String collection = Paths.part(context, "collection");
    String id = Paths.part(context, Paths.REST);
    Replies.removed(
        context,
        work.on(() -> ingestor.discard(collection, id)),
        () ->
            new ProblemException(
                Problem.Kind.NOT_FOUND,
                "collection '" + collection + "' has no dead letter '" + id + "'"));
  }

  record Listing(List<Letter> deadLetters) {
    static Listing of(List<DeadLetter> letters) {
      return new Listing(letters.stream().map(Letter::of).toList());
    }
  }

  record Letter(
      String id,
      Optional<String> source,
      String detail,
      int attempts,
      String firstFailed,
      String lastFailed,
      boolean retriable) {
    static Letter of(DeadLetter letter) {
      return new Letter(
          letter.id(),
          letter.source(),
          letter.detail(),
          letter.attempts(),
          letter.firstFailed().toString(),
          letter.lastFailed().toString(),
          letter.retriable());
    }
  }
}
