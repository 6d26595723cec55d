package dev.hookpress.api.http;

import dev.hookpress.api.http.Once.Outcome;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Honours the Idempotency-Key header on routes that create something: a repeat gets the first
 * answer again and does nothing.
 *
 * @param <P> the stores that the routes use
 */
public final class Idempotency<P> {
  /** The header of the request. */
  public static final String HEADER = "Idempotency-Key";

  /** The header of an answer that was given before. */
  public static final String REPLAYED = "Idempotent-Replayed";

  private static final int MAX_CHARACTERS = 255;

  private final Dialect dialect;
  private final P stores;
  private final Once<P> once;
  private final InstantSource clock;

  /**
   * @param stores used for requests without a key
   */
  public Idempotency(Dialect dialect, P stores, Once<P> once, InstantSource clock) {
    this.dialect = dialect;
    this.stores = stores;
    this.once = once;
    this.clock = clock;
  }

  /** Performs a valid request, once if it has a key. */
  public Future<Answer> answer(
      RoutingContext request, Client client, Function<P, Future<Answer>> action) {
    String name = request.request().getHeader(HEADER);
    if (name == null) {
      return action.apply(stores);
    }
    if (!valid(name)) {
      return Future.succeededFuture(invalid(dialect));
    }
    Once.Key key = new Once.Key(name, sha256(request));
    return DependencyUnavailable.guard(once.once(client.id(), key, clock.instant(), action))
        .map(
            outcome -> {
              if (outcome instanceof Outcome.Repeated repeated) {
                return repeated.answer().with(REPLAYED, "true");
              }
              return outcome instanceof Outcome.Done done ? done.answer() : conflict(dialect);
            });
  }

  /** Whether the text may be a key. */
  public static boolean valid(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_CHARACTERS
        && key.chars().allMatch(each -> each >= 32 && each < 127);
  }

  /** The answer to a key that is none. */
  public static Answer invalid(Dialect dialect) {
    String rule = "Must be 1 to 255 printable ASCII characters.";
    return Answer.problem(
        dialect,
        new Problem(
            Type.INVALID_PARAMETER, HEADER + ": " + rule, List.of(Fault.inHeader(HEADER, rule))));
  }

  /** The answer to a key that was used for another request. */
  public static Answer conflict(Dialect dialect) {
    return Answer.problem(
        dialect,
        Problem.of(
            Type.IDEMPOTENCY_CONFLICT,
            "This Idempotency-Key came before, with another request. Use a new one for this."));
  }

  /** A digest of method, path and body. White space in the body does not matter. */
  private static byte[] sha256(RoutingContext request) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    String line = request.request().method() + " " + request.normalizedPath() + "\n";
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    Json.digest(RequestGuards.body(request), digest);
    return digest.digest();
  }
}
