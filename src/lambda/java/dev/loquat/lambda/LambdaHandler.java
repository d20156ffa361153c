package dev.loquat.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.loquat.store.StoreException;
import dev.loquat.wire.ProblemException;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/**
 * The handler that a deployment names: Funqy's, started while the runtime initialises, when Lambda
 * gives a whole processor and SnapStart takes its snapshot, not by the first invocation. A failed
 * invocation says what was wrong and shows no stack trace.
 */
public final class LambdaHandler implements RequestStreamHandler {
  private static final Logger LOG = Logger.getLogger(LambdaHandler.class);

  private final RequestStreamHandler funqy;

  /** Starts the application; what fails here is Lambda's init error. */
  public LambdaHandler() {
    this.funqy = new FunqyStreamHandler();
    Quarkus.manualStart();
  }

  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    try {
      funqy.handleRequest(request, answer, context);
    } catch (RuntimeException e) {
      throw told(e);
    }
  }

  private static FailedInvocation told(RuntimeException failure) {
    Throwable cause =
        failure instanceof ApplicationException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ProblemException e -> new FailedInvocation(e.problem().detail());
      case StoreException e -> new FailedInvocation(e);
      default -> {
        LOG.error("an invocation failed", failure);
        yield new FailedInvocation("an internal error; see the function's log");
      }
    };
  }
}
