package dev.hookpress.outbound;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows redirects (RFC 9110 §15.4). */
final class Redirect {
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  /** The only headers sent to another origin: any other may be a secret of the first one. */
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-encoding", "accept-language", "user-agent");

  private Redirect() {}

  /**
   * The redirected request.
   *
   * @param location the response's {@code Location}; may be null
   * @return empty if the response is not a redirect, or has no valid location
   */
  static Optional<OutboundRequest> of(OutboundRequest request, int status, String location) {
    if (!STATUSES.contains(status) || location == null) {
      return Optional.empty();
    }
    URI next;
    try {
      next = request.uri().resolve(location.strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    HttpMethod method = request.method();
    boolean asGet =
        (status == 303 && method != HttpMethod.HEAD)
            || (status <= 302 && method == HttpMethod.POST);
    return Optional.of(
        new OutboundRequest(
            request.client(),
            asGet ? HttpMethod.GET : method,
            next,
            headers(request, next, asGet),
            asGet ? null : request.body(),
            request.deadline(),
            request.wanted(),
            request.maxRedirects() - 1,
            request.newConnection(),
            sameOrigin(request, next) ? request.certificate() : Optional.empty()));
  }

  private static boolean sameOrigin(OutboundRequest request, URI next) {
    return next.getScheme() != null
        && next.getScheme().equalsIgnoreCase(request.uri().getScheme())
        && Objects.equals(next.getRawAuthority(), request.uri().getRawAuthority());
  }

  private static Map<String, String> headers(OutboundRequest request, URI next, boolean asGet) {
    boolean sameOrigin = sameOrigin(request, next);
    if (sameOrigin && !asGet) {
      return request.headers();
    }
    String contentType = HttpHeaders.CONTENT_TYPE.toString();
    return request.headers().entrySet().stream()
        .filter(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              return sameOrigin ? !name.equals(contentType) : HARMLESS.contains(name);
            })
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
