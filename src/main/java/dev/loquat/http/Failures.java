package dev.loquat.http;

import dev.loquat.answer.AnswerLog;
import dev.loquat.answer.GuardRefusal;
import dev.loquat.embed.EmbeddingInterruptedException;
import dev.loquat.embed.EmbeddingUnavailableException;
import dev.loquat.embed.UnknownModelException;
import dev.loquat.gateway.UnknownModel;
import dev.loquat.ingest.TooManyDocumentsException;
import dev.loquat.model.ModelFailure;
import dev.loquat.store.BrokenIndexException;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.ReadOnlyStoreException;
import dev.loquat.store.StoreException;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.stream.SlowReaderException;
import dev.loquat.wire.Problem;
import dev.loquat.wire.Problem.Kind;
import dev.loquat.wire.ProblemException;
import io.quarkus.funqy.runtime.ApplicationException;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/** Tells every failure as the problem that the contract has for it. */
final class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

  private Failures() {}

  /** Answers a failed request. */
  static void answer(RoutingContext context) {
    Replies.problem(context, problem(context));
  }

  private static Problem problem(RoutingContext context) {
    Throwable failure = context.failure();
    return failure == null ? ofStatus(context) : of(failure);
  }

  /** The problem of a failure; what no room foresaw is logged whole and told in general terms. */
  static Problem of(Throwable failure) {
    return switch (failure) {
      case ProblemException e -> e.problem();
      case ApplicationException e when e.getCause() != null -> of(e.getCause());
      case StoreException e -> ofStore(e);
      case ModelFailure e -> ofModel(e);
      case GuardRefusal e -> told(Kind.FORBIDDEN, e);
      case UnknownModel e -> told(Kind.NOT_FOUND, e);
      case UnknownModelException e -> told(Kind.NOT_FOUND, e);
      case AnswerLog.UnknownAnswer e -> told(Kind.NOT_FOUND, e);
      case AnswerLog.Full e -> told(Kind.TOO_MANY_REQUESTS, e);
      case TooManyDocumentsException e -> told(Kind.TOO_LARGE, e);
      case EmbeddingUnavailableException e -> told(Kind.UNAVAILABLE, e);
      case EmbeddingInterruptedException e -> told(Kind.DEADLINE, e);
      case CancellationException e -> told(Kind.DEADLINE, e);
      case SlowReaderException e -> told(Kind.DEADLINE, e);
      default -> unforeseen(failure);
    };
  }

  private static Problem ofStore(StoreException failure) {
    return switch (failure) {
      case UnknownCollectionException e -> told(Kind.NOT_FOUND, e);
      case StoreUnavailableException e -> told(Kind.UNAVAILABLE, e);
      case ReadOnlyStoreException e -> told(Kind.UNAVAILABLE, e);
      case IndexMismatchException e -> told(Kind.UNAVAILABLE, e);
      case BrokenIndexException e -> told(Kind.UNAVAILABLE, e);
    };
  }

  private static Problem ofModel(ModelFailure failure) {
    return switch (failure.reason()) {
      case AWAY, REFUSED -> told(Kind.UNAVAILABLE, failure);
      case DEADLINE -> told(Kind.DEADLINE, failure);
    };
  }

  private static Problem told(Kind kind, Throwable failure) {
    return Problem.of(kind, String.valueOf(failure.getMessage()));
  }

  private static Problem unforeseen(Throwable failure) {
    LOG.error("a request failed", failure);
    return Problem.of(Kind.INTERNAL, "an internal error; see the service's log for its trace");
  }

  private static Problem ofStatus(RoutingContext context) {
    String path = context.normalizedPath();
    return switch (context.statusCode()) {
      case 400 -> Problem.of(Kind.INVALID, "the request is malformed");
      case 404 -> Problem.of(Kind.NOT_FOUND, "there is nothing at " + path);
      case 405 ->
          Problem.of(
              Kind.METHOD_NOT_ALLOWED, context.request().method() + " is not possible at " + path);
      case 406, 415 -> Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "unsupported Content-Type");
      case 413 -> Problem.of(Kind.TOO_LARGE, "the body is larger than this service reads");
      default -> Problem.of(Kind.INTERNAL, "an internal error");
    };
  }
}
