package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.ResourceUri;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fetches the sources of one document, within one deadline, one limit on requests and one limit on
 * bytes. What another document of the job has fetched is not fetched again. Confined to one event
 * loop.
 */
final class SourceClient {
  private static final int MAX_REDIRECTS = 3;

  private final OutboundClient outboundClient;
  private final ClientId client;
  private final RenderLimits limits;
  private final JobId job;
  private final JobSources jobs;
  private long startNanos = System.nanoTime();
  private int asked;
  private long received;

  SourceClient(
      OutboundClient outboundClient,
      ClientId client,
      RenderLimits limits,
      JobId job,
      JobSources jobs) {
    this.job = job;
    this.jobs = jobs;
    this.client = client;
    this.outboundClient = outboundClient;
    this.limits = limits;
  }

  /** The result of one request. */
  sealed interface Fetched {
    /**
     * A 2xx response.
     *
     * @param mediaType in lower case, without parameters; empty if the response has none
     * @param charset the charset of the response, if it is supported
     */
    record Body(byte[] bytes, String mediaType, Optional<Charset> charset, URI finalUri)
        implements Fetched {}

    /** The request failed, and why. */
    record Nothing(FailureCode code, String message) implements Fetched {}
  }

  /**
   * Fetches a source.
   *
   * @param access headers of the client's own, sent to the origin of this URI only
   */
  Future<Fetched> get(URI uri, String accept, Map<String, String> access) {
    String shown = ResourceUri.shown(uri);
    Duration left = left();
    if (left.isZero()) {
      return nothing(FailureCode.SOURCE_FETCH_FAILED, shown + ": the time for fetching is over");
    }
    if (++asked > limits.maxSources()) {
      return nothing(
          FailureCode.SOURCE_TOO_LARGE,
          "The document has more than " + limits.maxSources() + " sources");
    }
    JobSources.Request key = new JobSources.Request(uri, accept, access);
    Optional<Fetched> known = jobs.known(job, key);
    if (known.isPresent()) {
      return Future.succeededFuture(counted(known.get(), shown));
    }
    if (!jobs.admit(job)) {
      return nothing(
          FailureCode.SOURCE_TOO_LARGE,
          "The job has more than %,d sources".formatted(jobs.maxFetches()));
    }
    OutboundRequest request =
        new OutboundRequest(
            client,
            HttpMethod.GET,
            uri,
            headers(accept, access),
            null,
            left,
            ResponseBody.needed(limits.maxSourceBytes()),
            MAX_REDIRECTS);
    return outboundClient
        .send(request)
        .map(
            exchange -> {
              Fetched fetched = fetched(exchange, shown);
              if (exchange instanceof ExchangeResult.Answered) {
                // Of failures, another document may have more time.
                jobs.keep(job, key, fetched);
              }
              return counted(fetched, shown);
            });
  }

  /** The client's own headers precede the usual ones; only one of either case is sent. */
  private static Map<String, String> headers(String accept, Map<String, String> access) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(Map.of("accept", accept, "user-agent", "Hookpress"));
    headers.putAll(access);
    return headers;
  }

  /** Starts the time for fetching anew. */
  void restart() {
    startNanos = System.nanoTime();
  }

  /** The time left for fetching; zero after the deadline. */
  Duration left() {
    Duration left = limits.fetchDeadline().minusNanos(System.nanoTime() - startNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Counts a source that was not fetched by this client; false if the limits are exceeded. */
  boolean takes(int bytes) {
    received += bytes;
    return ++asked <= limits.maxSources() && received <= limits.maxSourceBytes();
  }

  private static Future<Fetched> nothing(FailureCode code, String message) {
    return Future.succeededFuture(new Fetched.Nothing(code, message));
  }

  private Fetched fetched(ExchangeResult exchange, String shown) {
    if (exchange instanceof ExchangeResult.Refused refused) {
      return new Fetched.Nothing(
          FailureCode.SOURCE_BLOCKED, shown + " is refused: " + refused.message());
    }
    if (exchange instanceof ExchangeResult.Failed failed) {
      return new Fetched.Nothing(
          FailureCode.SOURCE_FETCH_FAILED, shown + " could not be fetched: " + failed.message());
    }
    ExchangeResult.Answered answer = (ExchangeResult.Answered) exchange;
    if (answer.status() < 200 || answer.status() > 299) {
      return new Fetched.Nothing(
          FailureCode.SOURCE_HTTP_STATUS, shown + " answered with status " + answer.status());
    }
    if (answer.truncated()) {
      return tooLarge(shown);
    }
    String type = Optional.ofNullable(answer.headers().get("content-type")).orElse("");
    return new Fetched.Body(
        answer.body().getBytes(), mediaType(type), charset(type), answer.finalUri());
  }

  /** Counts the bytes of a source against what the document may have. */
  private Fetched counted(Fetched fetched, String shown) {
    if (fetched instanceof Fetched.Body body) {
      received += body.bytes().length;
      return received > limits.maxSourceBytes() ? tooLarge(shown) : body;
    }
    return fetched;
  }

  private Fetched tooLarge(String shown) {
    return new Fetched.Nothing(
        FailureCode.SOURCE_TOO_LARGE,
        "%s exceeds the %,d bytes that sources may have".formatted(shown, limits.maxSourceBytes()));
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<Charset> charset(String contentType) {
    int start = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (start < 0) {
      return Optional.empty();
    }
    String name = contentType.substring(start + 8).split(";", 2)[0].replace("\"", "").strip();
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
