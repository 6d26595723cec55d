package dev.hookpress.api.enconvert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.dialect.reading.Json;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code GET /health}, which monitors of Enconvert's format ask without a key. Asks the node at
 * most once a second, whoever asks.
 */
final class HealthEndpoint {
  private static final Duration SHOWN_FOR = Duration.ofSeconds(1);

  private final Supplier<Future<NodeHealth>> node;
  private final InstantSource clock;
  private Instant askedAt = Instant.MIN;
  private Future<Answer> shown;

  HealthEndpoint(Supplier<Future<NodeHealth>> node, InstantSource clock) {
    this.node = node;
    this.clock = clock;
  }

  synchronized Future<Answer> answer() {
    Instant now = clock.instant();
    if (shown == null || now.isBefore(askedAt) || !now.isBefore(askedAt.plus(SHOWN_FOR))) {
      askedAt = now;
      shown = node.get().map(HealthEndpoint::answer);
    }
    return shown;
  }

  private static Answer answer(NodeHealth health) {
    boolean whole = health.serves() && !health.checks().containsValue(false);
    ObjectNode body = Json.object().put("status", whole ? "healthy" : "degraded");
    ObjectNode checks = body.putObject("checks");
    health.checks().forEach((name, up) -> checks.put(name, up ? "ok" : "down"));
    return Answer.json(health.serves() ? 200 : 503, Map.of(), Json.write(body));
  }
}
