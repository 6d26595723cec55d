package dev.hookpress.api.http;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.logging.LogRateLimit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers and converts every failure to a problem document that reveals no internals. */
public final class AnswerWriter {
  /** The answer to a valid link whose file has been deleted. */
  public static final Problem FILE_DELETED = Problem.of(Type.GONE, "Files are kept for a time.");

  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final String DIALECT = "hookpress.dialect";
  // Exact case, because some clients compare header names case-sensitively.
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String MAX_BYTES = "hookpress.max-bytes";
  private static final List<String> TEXTS =
      List.of("application/json", "application/problem+json", "application/yaml", "text/");
  private static final List<String> OF_FILES =
      List.of("Accept-Ranges", "Content-Length", "Content-Range", "ETag", "Last-Modified");

  private final Dialect dialect;
  private final LogRateLimit unavailable = new LogRateLimit(System::nanoTime);

  public AnswerWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Sets the dialect in which a request's failures are reported, including those of the router. */
  public static void speak(RoutingContext request, Dialect dialect) {
    request.put(DIALECT, dialect);
    request.next();
  }

  /** Sends the Future's answer, or a problem document if it fails. */
  public void send(RoutingContext request, Future<Answer> answer) {
    answer
        .recover(cause -> Future.succeededFuture(failed(request, cause)))
        .onSuccess(ready -> send(request, ready));
  }

  /** Sends the answer, unless a response has begun or the client has disconnected. */
  public void send(RoutingContext request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    if (answer instanceof Answer.Body body) {
      sendBody(request, body);
    } else if (answer instanceof Answer.File file) {
      FileSender.send(request, file)
          .onFailure(cause -> cutOff(request, file.headers().keySet(), cause));
    } else if (answer instanceof Answer.Archive archive) {
      ArchiveSender.send(request, archive)
          .onFailure(cause -> cutOff(request, archive.headers().keySet(), cause));
    } else if (answer instanceof Answer.Redirect redirect) {
      response.setStatusCode(307).putHeader("Location", redirect.location()).end();
    } else {
      ((Answer.NoContent) answer).headers().forEach(response::putHeader);
      response.setStatusCode(204).end();
    }
  }

  /** Answers that a file cannot be sent, or lets the client see a body that is cut off. */
  private void cutOff(RoutingContext request, Set<String> headers, Throwable cause) {
    HttpServerResponse response = request.response();
    if (response.headWritten()) {
      LOG.warn("A file could not be sent whole: {}", cause.toString());
      request.request().connection().close();
      return;
    }
    headers.forEach(response.headers()::remove);
    OF_FILES.forEach(response.headers()::remove);
    response.setStatusCode(200);
    send(request, unsendable(request, cause));
  }

  private static void sendBody(RoutingContext request, Answer.Body body) {
    HttpServerResponse response = request.response();
    body.headers().forEach(response::putHeader);
    response.setStatusCode(body.status());
    response.putHeader(CONTENT_TYPE, body.contentType());
    // Failures of ours are logged where they occur.
    if (body.status() >= 400 && body.status() < 500) {
      RequestLog.NODE.refused(request, body.status(), body.reason());
    }
    Buffer bytes = body.body();
    if (TEXTS.stream().anyMatch(body.contentType()::startsWith)
        && GzipCoding.worthwhile(bytes.length())) {
      response.headers().add("Vary", "Accept-Encoding");
      if (GzipCoding.accepted(request.request().getHeader("Accept-Encoding"))) {
        bytes = GzipCoding.packed(bytes);
        response.putHeader("Content-Encoding", GzipCoding.NAME);
      }
    }
    if (request.request().method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Integer.toString(bytes.length())).end();
    } else {
      response.end(bytes);
    }
  }

  /** Notes the limit of the request's body, for the case that it is exceeded. */
  static void limited(RoutingContext request, int maxBytes) {
    request.put(MAX_BYTES, maxBytes);
  }

  /** Fails the request because its body is larger than the limit, which the answer names. */
  static void tooLarge(RoutingContext request, int maxBytes) {
    limited(request, maxBytes);
    request.fail(413);
  }

  private static Problem tooLarge(RoutingContext request) {
    Integer maxBytes = request.get(MAX_BYTES);
    String limit = maxBytes == null ? "" : "A body may have " + maxBytes + " bytes here. ";
    return Problem.of(Type.BODY_TOO_LARGE, limit + "Larger files are better given by their URL.");
  }

  /** Answers the router's own failures, such as no matching route or a body over the limit. */
  public void routerFailure(RoutingContext request) {
    if (request.response().closed()) {
      return;
    }
    if (request.failure() != null && request.statusCode() == 500) {
      send(request, failed(request, request.failure()));
      return;
    }
    Problem problem =
        switch (request.statusCode()) {
          case 404 -> Problem.of(Type.NOT_FOUND, "There is nothing at this path.");
          case 413 -> tooLarge(request);
          default -> Problem.of(Type.BAD_HTTP, "The request could not be read.");
        };
    send(request, Answer.problem(spoken(request), problem));
  }

  private Dialect spoken(RoutingContext request) {
    Dialect spoken = request.get(DIALECT);
    return spoken == null ? dialect : spoken;
  }

  /** The answer to a known path that does not have the method of the request. */
  public Answer wrongMethod(RoutingContext request, String allow) {
    return Answer.problem(
        spoken(request),
        Problem.of(Type.METHOD_NOT_ALLOWED, "It has " + allow + "."),
        Map.of("Allow", allow));
  }

  /** The answer to a file that cannot be sent: it may have been deleted after it was found. */
  private Answer unsendable(RoutingContext request, Throwable cause) {
    Throwable root = cause instanceof FileSystemException ? cause.getCause() : cause;
    return root instanceof FileNotFoundException || root instanceof NoSuchFileException
        ? Answer.problem(spoken(request), FILE_DELETED)
        : failed(request, DependencyUnavailable.of(cause));
  }

  private Answer failed(RoutingContext request, Throwable cause) {
    String what =
        request.request().method()
            + " "
            + request.normalizedPath()
            + " ("
            + RequestIds.of(request)
            + ")";
    if (cause instanceof DependencyUnavailable away) {
      unavailable
          .admit()
          .ifPresent(
              others ->
                  LOG.warn(
                      "{} answered with 503, and {} before it: {}",
                      what,
                      others,
                      away.getMessage()));
      return Answer.problem(
          spoken(request),
          Problem.of(
              Type.UNAVAILABLE,
              "Try again in a few seconds; with an Idempotency-Key, nothing is done twice."),
          Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }
    if (cause instanceof HttpClosedException || request.response().closed()) {
      // The client has left, which is no fault of ours.
      LOG.debug("{} was given up by its client", what);
    } else {
      LOG.error("{} answered with 500", what, cause);
    }
    return Answer.problem(
        spoken(request),
        Problem.of(Type.INTERNAL, "The failure is logged; it is not your request."));
  }
}
