package dev.hookpress.api.http;

import io.vertx.core.Future;
import io.vertx.core.file.FileProps;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Sends a file from disk: whole, in part, or not at all if the client has it already (RFC 9110 §13
 * and §14). A file never changes under its name, so its size and time identify its content.
 */
final class FileSender {
  private FileSender() {}

  /** Sends the file; fails before anything is sent if the file is not there. */
  static Future<Void> send(RoutingContext request, Answer.File file) {
    return request
        .vertx()
        .fileSystem()
        .props(file.path().toString())
        .compose(
            props ->
                request.response().closed()
                    ? Future.succeededFuture()
                    : send(request, file, props));
  }

  private static Future<Void> send(RoutingContext request, Answer.File file, FileProps props) {
    Instant modified = Instant.ofEpochMilli(props.lastModifiedTime());
    String tag = Long.toHexString(props.size()) + "-" + Long.toHexString(props.lastModifiedTime());
    file.headers().forEach(request.response()::putHeader);
    return send(
        request,
        new Version("\"" + tag + "\"", modified, props.size()),
        file.contentType(),
        (first, length) -> request.response().sendFile(file.path().toString(), first, length));
  }

  /**
   * What identifies the content of a file.
   *
   * @param tag its entity tag, in quotation marks
   * @param bytes its size
   */
  record Version(String tag, Instant modified, long bytes) {}

  /** Sends a part of a file, all of it included; the head is set but for Content-Length. */
  @FunctionalInterface
  interface Part {
    Future<Void> send(long first, long length);
  }

  /** Sends what the request asks for of a file. */
  static Future<Void> send(RoutingContext request, Version version, String contentType, Part part) {
    HttpServerResponse response = request.response();
    response.putHeader("Accept-Ranges", "bytes");
    response.putHeader("ETag", version.tag());
    response.putHeader("Last-Modified", HttpDates.format(version.modified()));
    HttpServerRequest http = request.request();
    if (unchanged(http, version.tag(), version.modified())) {
      return response.setStatusCode(304).end();
    }
    ByteRange range =
        http.method() == HttpMethod.GET
                && current(http.getHeader("If-Range"), version.tag(), version.modified())
            ? ByteRange.of(http.getHeader("Range"), version.bytes())
            : new ByteRange.Whole();
    if (range instanceof ByteRange.Unsatisfiable) {
      response.putHeader("Content-Range", "bytes */" + version.bytes());
      return response.setStatusCode(416).end();
    }
    response.putHeader("Content-Type", contentType);
    if (http.method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Long.toString(version.bytes()));
      return response.end();
    }
    if (range instanceof ByteRange.Part asked) {
      long last = asked.first() + asked.length() - 1;
      response.setStatusCode(206);
      response.putHeader(
          "Content-Range", "bytes " + asked.first() + "-" + last + "/" + version.bytes());
      return part.send(asked.first(), asked.length());
    }
    return part.send(0, version.bytes());
  }

  /** Whether the client's copy is current: If-None-Match, or else If-Modified-Since. */
  private static boolean unchanged(HttpServerRequest http, String tag, Instant modified) {
    String tags = http.getHeader("If-None-Match");
    if (tags != null) {
      return EntityTags.match(tags, tag);
    }
    return Optional.ofNullable(http.getHeader("If-Modified-Since"))
        .flatMap(HttpDates::parse)
        .filter(since -> !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
        .isPresent();
  }

  /** Whether a range may be sent: no If-Range, or one that names this very file. */
  private static boolean current(String ifRange, String tag, Instant modified) {
    return ifRange == null
        || ifRange.equals(tag)
        || HttpDates.parse(ifRange)
            .filter(modified.truncatedTo(ChronoUnit.SECONDS)::equals)
            .isPresent();
  }
}
