package dev.hookpress.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** The rules of RFC 9112 on a request's head that decide where the request ends and whose it is. */
final class RequestFraming {
  private RequestFraming() {}

  /** Whether a recipient could take the request for another than its sender means. */
  static boolean ambiguous(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      return false;
    }
    MultiMap headers = request.headers();
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean old = request.version() == HttpVersion.HTTP_1_0;
    boolean unknownCoding =
        !codings.isEmpty()
            && (old || codings.size() > 1 || !codings.get(0).strip().equalsIgnoreCase("chunked"));
    int hosts = headers.getAll(HttpHeaders.HOST).size();
    return unknownCoding || hosts > 1 || hosts == 0 && !old;
  }
}
