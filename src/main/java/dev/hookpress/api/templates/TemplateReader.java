package dev.hookpress.api.templates;

import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ClientId;
import dev.hookpress.template.TemplateChecker;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads requests to store templates on threads of its own, since checking one may take seconds:
 * requests for other things do not wait for that. Bounds the requests in progress, of all clients
 * and of each. Thread-safe.
 */
public final class TemplateReader {
  private static final int MAX_IN_PROGRESS = 64;
  private static final int MAX_IN_PROGRESS_PER_CLIENT = 4;

  private final WorkerExecutor threads;
  private final TemplateChecker checker;
  private final Map<ClientId, Integer> inProgress = new HashMap<>();
  private int all;

  /**
   * Creates the reader.
   *
   * @param threads a fixed number of threads for nothing else
   */
  public TemplateReader(WorkerExecutor threads, TemplateChecker checker) {
    this.threads = threads;
    this.checker = checker;
  }

  /**
   * Reads a request.
   *
   * @param named whether a name is required
   * @param format the wire format of the request
   */
  Future<TemplateRequest> read(ClientId client, byte[] body, boolean named, TemplateFormat format) {
    synchronized (this) {
      int own = inProgress.getOrDefault(client, 0);
      if (own >= MAX_IN_PROGRESS_PER_CLIENT) {
        return refused(Type.RATE_LIMITED, "This client stores too many templates at once.");
      }
      if (all >= MAX_IN_PROGRESS) {
        return refused(Type.UNAVAILABLE, "Too many templates are being stored; try again.");
      }
      all++;
      inProgress.put(client, own + 1);
    }
    return threads
        .executeBlocking(() -> TemplateRequest.read(body, named, checker, format), false)
        .onComplete(ended -> leave(client));
  }

  private synchronized void leave(ClientId client) {
    all--;
    inProgress.computeIfPresent(client, (same, count) -> count > 1 ? count - 1 : null);
  }

  private static Future<TemplateRequest> refused(Type type, String detail) {
    return Future.succeededFuture(new TemplateRequest.Refused(Problem.of(type, detail)));
  }
}
