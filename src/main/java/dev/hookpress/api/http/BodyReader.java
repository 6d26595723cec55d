package dev.hookpress.api.http;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * Reads a JSON body into memory: within its limit, and only while the {@link BodyBudget} grants the
 * memory that the body and the tree made from it may take.
 */
final class BodyReader implements Handler<RoutingContext> {
  private static final long UNDECLARED_STEP = 64 * 1024;
  private static final int LINGER_MILLIS = 1_000;
  private static final String BODY = "hookpress.body";
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Dialect dialect;
  private final AnswerWriter writer;
  private final BodyBudget budget;
  private final int maxBytes;
  private final boolean json;

  /**
   * Creates the reader.
   *
   * @param json whether the body is JSON, of which a tree is made
   */
  BodyReader(Dialect dialect, AnswerWriter writer, BodyBudget budget, int maxBytes, boolean json) {
    this.dialect = dialect;
    this.writer = writer;
    this.budget = budget;
    this.maxBytes = maxBytes;
    this.json = json;
  }

  /** The body that was read; empty if the request has none. */
  static byte[] of(RoutingContext request) {
    Buffer body = request.get(BODY);
    return body == null ? new byte[0] : body.getBytes();
  }

  @Override
  public void handle(RoutingContext request) {
    HttpServerRequest http = request.request();
    if (http.isEnded()) {
      request.next();
      return;
    }
    long declared = declared(http);
    if (declared > maxBytes) {
      drop(http);
      AnswerWriter.tooLarge(request, maxBytes);
      return;
    }
    Reading reading = new Reading(request, RequestGuards.client(request));
    if (!reading.grantFor(declared < 0 ? UNDECLARED_STEP : declared)) {
      leave(request, declared);
      return;
    }
    request.addEndHandler(ended -> reading.giveBack());
    String expected = http.getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      request.response().writeContinue();
    }
    http.handler(reading::receive);
    // The sender has left: there is nobody to answer.
    http.exceptionHandler(left -> reading.giveBack());
    http.endHandler(end -> reading.end());
    http.resume();
  }

  /**
   * Drops a small refused body. A large one is not read, for dropping it would cost others more
   * than the refusal saves: its sender has some time to see the answer, then the connection is
   * closed.
   */
  private static void leave(RoutingContext request, long declared) {
    HttpServerRequest http = request.request();
    if (declared >= 0 && declared <= BodyBudget.SMALL_BYTES
        || http.version() == HttpVersion.HTTP_2) {
      drop(http);
    } else {
      request.vertx().setTimer(LINGER_MILLIS, over -> http.connection().close());
    }
  }

  /** Reads and drops the body, so that the sender sees the answer. */
  private static void drop(HttpServerRequest http) {
    http.handler(dropped -> {});
    http.exceptionHandler(left -> {});
    http.resume();
  }

  private static long declared(HttpServerRequest http) {
    String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException notBeyondTheDecoder) {
      return Long.MAX_VALUE;
    }
  }

  /** One body. */
  private final class Reading {
    private final RoutingContext request;
    private final ClientId client;
    private final Buffer body = Buffer.buffer();
    private long granted;
    private long grantedFor;
    private boolean over;

    Reading(RoutingContext request, Client client) {
      this.request = request;
      this.client = client.id();
    }

    /** Takes the memory for so many bytes of body; false if the request has been refused. */
    boolean grantFor(long bytes) {
      if (grant(BodyBudget.cost(bytes) - granted)) {
        grantedFor = bytes;
        return true;
      }
      return false;
    }

    private boolean grant(long bytes) {
      if (over) {
        return false;
      }
      BodyBudget.Verdict verdict = budget.take(client, bytes);
      if (verdict == BodyBudget.Verdict.GRANTED) {
        granted += bytes;
        return true;
      }
      refuse(verdict);
      return false;
    }

    void receive(Buffer piece) {
      if (over) {
        return;
      }
      long length = (long) body.length() + piece.length();
      if (length > maxBytes) {
        over = true;
        AnswerWriter.tooLarge(request, maxBytes);
      } else if (length > grantedFor
          && !grantFor(Math.min(maxBytes, Math.max(length, grantedFor * 2)))) {
        over = true;
      } else {
        body.appendBuffer(piece);
      }
    }

    void end() {
      if (over) {
        return;
      }
      if (GzipCoding.NAME.equalsIgnoreCase(
          request.request().getHeader(HttpHeaders.CONTENT_ENCODING))) {
        unpack();
      } else {
        pass(body);
      }
    }

    /**
     * Counts the body's length first, so that its memory is granted before it is taken: a kilobyte
     * may unpack to a megabyte.
     */
    private void unpack() {
      byte[] packed = body.getBytes();
      request
          .vertx()
          .executeBlocking(() -> GzipCoding.unpackedLength(packed, maxBytes), false)
          .onFailure(this::notGzip)
          .onSuccess(
              length -> {
                if (length.isEmpty()) {
                  over = true;
                  AnswerWriter.tooLarge(request, maxBytes);
                } else if (grant(BodyBudget.cost(length.getAsInt()))) {
                  unpack(packed, length.getAsInt());
                }
              });
    }

    private void unpack(byte[] packed, int length) {
      request
          .vertx()
          .executeBlocking(() -> GzipCoding.unpacked(packed, length), false)
          .onFailure(this::notGzip)
          .onSuccess(bytes -> pass(Buffer.buffer(bytes)));
    }

    private void notGzip(Throwable cause) {
      over = true;
      writer.send(
          request,
          Answer.problem(
              dialect, Problem.of(Type.BAD_HTTP, "The body is not gzip, as its header says.")));
    }

    private void pass(Buffer read) {
      request.put(BODY, read);
      if (!json || read.length() <= BodyBudget.SMALL_BYTES) {
        request.next();
        return;
      }
      byte[] bytes = read.getBytes();
      request
          .vertx()
          .executeBlocking(() -> Json.weigh(bytes), false)
          .onSuccess(this::weighed)
          .onFailure(request::fail);
    }

    private void weighed(Json.Weight weight) {
      if (weight instanceof Json.Weight.Malformed malformed) {
        writer.send(request, Answer.problem(dialect, malformed.problem()));
      } else if (grant(BodyBudget.costOfTree(((Json.Weight.Tokens) weight).count()))) {
        request.next();
      }
    }

    void giveBack() {
      long all = granted;
      granted = 0;
      over = true;
      if (all > 0) {
        budget.giveBack(client, all);
      }
    }

    private void refuse(BodyBudget.Verdict verdict) {
      boolean ownFault = verdict == BodyBudget.Verdict.CLIENT_FULL;
      writer.send(
          request,
          Answer.problem(
              dialect,
              ownFault
                  ? Problem.of(
                      Type.RATE_LIMITED,
                      "This client sends more at once than its share; wait for answers, and send"
                          + " less at a time.")
                  : Problem.of(
                      Type.UNAVAILABLE, "More is being sent than fits into memory; try again."),
              Map.of("Retry-After", RETRY_AFTER_SECONDS)));
    }
  }
}
