package dev.hookpress.api.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Gives every request an id, which its answer carries in {@code X-Request-Id} and the log lines
 * about it name. A client's own id is kept if it is safe to echo and to log.
 */
public final class RequestIds implements Handler<RoutingContext> {
  /** The header of requests and answers, in lower case: Adobe's client looks for it so. */
  public static final String HEADER = "x-request-id";

  private static final int MAX_CHARACTERS = 128;
  private static final String ID = "hookpress.request-id";

  private final Supplier<String> ids;

  /**
   * @param ids creates an id for a request that brings none
   */
  public RequestIds(Supplier<String> ids) {
    this.ids = ids;
  }

  @Override
  public void handle(RoutingContext request) {
    String given = request.request().getHeader(HEADER);
    String id = given != null && safe(given) ? given : ids.get();
    request.put(ID, id);
    request.response().putHeader(HEADER, id);
    request.next();
  }

  /** The id of the request; empty if it has not passed this handler. */
  public static String of(RoutingContext request) {
    String id = request.get(ID);
    return id == null ? "" : id;
  }

  /** Whether a client's id has 1 to 128 letters, digits and {@code -_.:}. */
  static boolean safe(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_CHARACTERS
        && id.chars()
            .allMatch(
                each ->
                    each >= '0' && each <= '9'
                        || each >= 'a' && each <= 'z'
                        || each >= 'A' && each <= 'Z'
                        || "-_.:".indexOf(each) >= 0);
  }
}
