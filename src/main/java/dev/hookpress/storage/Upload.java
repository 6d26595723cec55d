package dev.hookpress.storage;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.Destination;
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

/** Uploads a file to a presigned URL and retries transient failures. */
final class Upload {
  /** Low, because an upload keeps a rendered PDF in memory. */
  private static final int MAX_TRIES = 4;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final int WAIT_FACTOR = 3;

  /** Only the status matters; the body is read so that the connection can be reused. */
  private static final int MAX_ANSWER_BYTES = 4096;

  private final Vertx vertx;
  private final OutboundClient outboundClient;
  private final Duration deadline;

  /**
   * Uploads through the outbound client.
   *
   * @param deadline for all tries and waits of one upload together
   */
  Upload(Vertx vertx, OutboundClient outboundClient, Duration deadline) {
    this.vertx = vertx;
    this.outboundClient = outboundClient;
    this.deadline = deadline;
  }

  Future<StoreOutcome> send(
      ClientId client, Destination.PresignedPut to, AssetType type, byte[] file) {
    Map<String, String> headers = new LinkedHashMap<>(to.headers());
    if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      headers.put("Content-Type", type(to.store(), type));
    }
    switch (to.store()) {
      case AZURE_BLOB -> headers.put("x-ms-blob-type", "BlockBlob");
      case SHAREPOINT ->
          headers.put("Content-Range", "bytes 0-" + (file.length - 1) + "/" + file.length);
      case PLAIN, DROPBOX -> {
        // These need no header.
      }
    }
    HttpMethod method = to.store() == Destination.Store.DROPBOX ? HttpMethod.POST : HttpMethod.PUT;
    Sent sent = new Sent(client, method, to.url(), headers, Buffer.buffer(file));
    return attempt(sent, 1, System.nanoTime());
  }

  /** Dropbox refuses any other type. */
  private static String type(Destination.Store store, AssetType type) {
    return store == Destination.Store.DROPBOX ? "application/octet-stream" : type.mediaType();
  }

  /** What each try sends. */
  private record Sent(
      ClientId client, HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {}

  private Future<StoreOutcome> attempt(Sent sent, int number, long begunNanos) {
    Duration left = left(begunNanos);
    // The first try gets half of the time, so that a hanging first try leaves time for a second.
    Duration limit = number == 1 ? left.dividedBy(2) : left;
    OutboundRequest request =
        new OutboundRequest(
            sent.client(),
            sent.method(),
            sent.uri(),
            sent.headers(),
            sent.body(),
            limit,
            ResponseBody.forTheLog(MAX_ANSWER_BYTES),
            0);
    return outboundClient
        .send(request)
        .compose(
            exchange -> {
              Duration wait = wait(number);
              boolean again =
                  isPassing(exchange) && number < MAX_TRIES && left(begunNanos).compareTo(wait) > 0;
              return again
                  ? vertx
                      .timer(wait.toMillis())
                      .compose(due -> attempt(sent, number + 1, begunNanos))
                  : Future.succeededFuture(outcome(exchange));
            });
  }

  private Duration left(long begunNanos) {
    return deadline.minusNanos(System.nanoTime() - begunNanos);
  }

  private static Duration wait(int number) {
    return FIRST_WAIT.multipliedBy((long) Math.pow(WAIT_FACTOR, number - 1));
  }

  /** Returns whether the failure is transient: any 5xx status, or a failure other than TLS. */
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
