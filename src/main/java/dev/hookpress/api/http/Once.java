package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Function;

/**
 * Performs requests once for each of a client's idempotency keys.
 *
 * @param <P> the stores that requests use
 */
public interface Once<P> {
  /**
   * Performs the request, unless its key has been used. The key, what the request does through the
   * given stores and its answer become durable together. A request that is refused (status 300 or
   * above) does nothing and leaves its key free.
   */
  Future<Outcome> once(ClientId client, Key key, Instant now, Function<P, Future<Answer>> request);

  /**
   * A client's key for a request.
   *
   * @param name 1 to 255 printable ASCII characters
   * @param requestSha256 digest by which a repeat is recognized as the same request
   */
  record Key(String name, byte[] requestSha256) {}

  /** The result of a request with a key. */
  sealed interface Outcome {
    /** The request was performed now. */
    record Done(Answer answer) implements Outcome {}

    /** The same request was performed before, with this answer. */
    record Repeated(Answer.Body answer) implements Outcome {}

    /** The key was used before for another request. */
    record Conflict() implements Outcome {}
  }
}
