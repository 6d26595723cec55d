package dev.hookpress.render.source;

import dev.hookpress.outbound.Door;
import dev.hookpress.outbound.Exchange;
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

/** A door behind which there is a map; it answers a little later, as doors do. */
final class MapDoor implements Door {
  final List<URI> asked = new ArrayList<>();
  int inFlight;
  int mostInFlight;
  private final Vertx vertx;
  private final Map<URI, Exchange> answers = new HashMap<>();

  MapDoor(Vertx vertx) {
    this.vertx = vertx;
  }

  MapDoor put(String uri, String type, String body) {
    return put(uri, 200, type, body.getBytes(StandardCharsets.UTF_8));
  }

  MapDoor put(String uri, int status, String type, byte[] body) {
    return put(
        uri,
        new Exchange.Answered(
            status,
            MultiMap.caseInsensitiveMultiMap().add("Content-Type", type),
            Buffer.buffer(body),
            false,
            URI.create(uri),
            "192.0.2.1",
            Duration.ofMillis(1)));
  }

  MapDoor put(String uri, Exchange exchange) {
    answers.put(URI.create(uri), exchange);
    return this;
  }

  Exchange answer(String uri) {
    return answers.get(URI.create(uri));
  }

  @Override
  public Future<Exchange> send(OutboundRequest request) {
    asked.add(request.uri());
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    Exchange none =
        new Exchange.Failed(Exchange.Kind.DNS_FAILED, "no such host", "", Duration.ofMillis(1));
    return vertx
        .timer(1)
        .map(
            now -> {
              inFlight--;
              return answers.getOrDefault(request.uri(), none);
            });
  }
}
