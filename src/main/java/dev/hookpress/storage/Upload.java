package dev.hookpress.storage;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import dev.hookpress.render.StoreOutcome;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** PUTs a PDF to a URL, and tries again when the other side was merely having a bad moment. */
final class Upload {
  /** Uploads hold a rendered PDF in memory, so they end soon, one way or the other. */
  private static final int MAX_TRIES = 4;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final int WAIT_FACTOR = 3;

  /** Only the status counts; the rest is read to keep the connection. */
  private static final int MAX_ANSWER_BYTES = 4096;

  private final Vertx vertx;
  private final OutboundClient door;
  private final Duration deadline;

  /**
   * Uploads through the door.
   *
   * @param deadline for all tries and waits of one upload together
   */
  Upload(Vertx vertx, OutboundClient door, Duration deadline) {
    this.vertx = vertx;
    this.door = door;
    this.deadline = deadline;
  }

  Future<StoreOutcome> put(ClientId client, URI uri, Map<String, String> headers, byte[] pdf) {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      sent.put("Content-Type", "application/pdf");
    }
    return attempt(client, uri, sent, Buffer.buffer(pdf), 1, System.nanoTime());
  }

  private Future<StoreOutcome> attempt(
      ClientId client,
      URI uri,
      Map<String, String> headers,
      Buffer pdf,
      int number,
      long begunNanos) {
    Duration left = left(begunNanos);
    // The first try leaves time for a second, in case it is the one that hangs.
    Duration limit = number == 1 ? left.dividedBy(2) : left;
    OutboundRequest request =
        new OutboundRequest(
            client,
            HttpMethod.PUT,
            uri,
            headers,
            pdf,
            limit,
            ResponseBody.forTheLog(MAX_ANSWER_BYTES),
            0);
    return door.send(request)
        .compose(
            exchange -> {
              Duration wait = wait(number);
              boolean again =
                  isPassing(exchange) && number < MAX_TRIES && left(begunNanos).compareTo(wait) > 0;
              return again
                  ? vertx
                      .timer(wait.toMillis())
                      .compose(due -> attempt(client, uri, headers, pdf, number + 1, begunNanos))
                  : Future.succeededFuture(outcome(exchange));
            });
  }

  private Duration left(long begunNanos) {
    return deadline.minusNanos(System.nanoTime() - begunNanos);
  }

  private static Duration wait(int number) {
    return FIRST_WAIT.multipliedBy((long) Math.pow(WAIT_FACTOR, number - 1));
  }

  /** Whether the same request may well succeed a moment later. */
  private static boolean isPassing(ExchangeResult exchange) {
    if (exchange instanceof ExchangeResult.Answered answer) {
      return answer.status() >= 500;
    }
    return exchange instanceof ExchangeResult.Failed failed
        && failed.kind() != ExchangeResult.Kind.TLS_FAILED;
  }

  private static StoreOutcome outcome(ExchangeResult exchange) {
    if (exchange instanceof ExchangeResult.Refused refused) {
      return new StoreOutcome.Failed(
          FailureCode.UPLOAD_BLOCKED, "Upload blocked: " + refused.message());
    }
    return problem(exchange)
        .<StoreOutcome>map(
            problem ->
                new StoreOutcome.Failed(FailureCode.UPLOAD_FAILED, "Upload failed: " + problem))
        .orElseGet(StoreOutcome.Stored::new);
  }

  private static Optional<String> problem(ExchangeResult exchange) {
    if (exchange instanceof ExchangeResult.Answered answer) {
      return answer.status() / 100 == 2
          ? Optional.empty()
          : Optional.of(HttpResponseStatus.valueOf(answer.status()).toString());
    }
    return Optional.of(((ExchangeResult.Failed) exchange).message());
  }
}
