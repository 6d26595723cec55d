package dev.hookpress.render.source;

import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An outbound client that answers from a map, asynchronously like the real one. */
final class MapClient implements OutboundClient {
  final List<URI> asked = new ArrayList<>();
  int inFlight;
  int maxInFlight;
  private final Map<URI, Map<String, String>> headers = new HashMap<>();
  private final Vertx vertx;
  private final Map<URI, ExchangeResult> answers = new HashMap<>();

  MapClient(Vertx vertx) {
    this.vertx = vertx;
  }

  MapClient put(String uri, String type, String body) {
    return put(uri, 200, type, body.getBytes(StandardCharsets.UTF_8));
  }

  MapClient put(String uri, int status, String type, byte[] body) {
    return put(
        uri,
        new ExchangeResult.Answered(
            status,
            MultiMap.caseInsensitiveMultiMap().add("Content-Type", type),
            Buffer.buffer(body),
            false,
            URI.create(uri),
            "192.0.2.1",
            Duration.ofMillis(1)));
  }

  MapClient put(String uri, ExchangeResult exchange) {
    answers.put(URI.create(uri), exchange);
    return this;
  }

  ExchangeResult answer(String uri) {
    return answers.get(URI.create(uri));
  }

  /** The headers of the request for this URI. */
  Map<String, String> headers(String uri) {
    return headers.get(URI.create(uri));
  }

  @Override
  public Future<ExchangeResult> send(OutboundRequest request) {
    asked.add(request.uri());
    headers.put(request.uri(), request.headers());
    maxInFlight = Math.max(maxInFlight, ++inFlight);
    ExchangeResult none =
        new ExchangeResult.Failed(
            ExchangeResult.Kind.DNS_FAILED, "no such host", "", Duration.ofMillis(1));
    return vertx
        .timer(1)
        .map(
            now -> {
              inFlight--;
              return answers.getOrDefault(request.uri(), none);
            });
  }
}
