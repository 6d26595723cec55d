package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.api.deliveries.NotificationView.SentRequest;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.ClientId;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Notifications as the API shows them. */
public final class NotificationJson {
  private final BlockLookup blocks;
  private final InstantSource clock;

  public NotificationJson(BlockLookup blocks, InstantSource clock) {
    this.blocks = blocks;
    this.clock = clock;
  }

  ObjectNode page(ClientId client, NotificationPage page) {
    ObjectNode shown = Json.object();
    ArrayNode data = shown.putArray("data");
    page.notifications().forEach(notification -> data.add(of(client, notification)));
    shown.put("next_cursor", page.next().map(NativeIds::shown).orElse(null));
    return shown;
  }

  /** The same with its attempts, oldest first. */
  public ObjectNode withAttempts(ClientId client, NotificationView notification) {
    ObjectNode shown = of(client, notification);
    ArrayNode attempts = shown.putArray("attempts");
    notification.attempts().forEach(attempt -> attempts.add(shown(attempt)));
    notification.request().ifPresent(request -> shown.set("request", shown(request)));
    return shown;
  }

  /**
   * The same for operators, without the bodies of requests and answers: they belong to the client,
   * whose own keys show them.
   */
  public ObjectNode withHeads(ClientId client, NotificationView notification) {
    ObjectNode shown = withAttempts(client, notification);
    shown
        .withArray("attempts")
        .forEach(attempt -> ((ObjectNode) attempt).remove(List.of("answer", "answer_encoding")));
    if (shown.get("request") instanceof ObjectNode request) {
      request.remove(List.of("body", "body_encoding"));
    }
    return shown;
  }

  /** One notification, with why it was or was not delivered. */
  public ObjectNode of(ClientId client, NotificationView notification) {
    Instant now = clock.instant();
    Optional<Instant> blockedUntil =
        notification.state().ended() || notification.event().isPresent()
            ? Optional.empty()
            : blocks.blockedUntil(client, now);
    ObjectNode shown = Json.object();
    shown.put("id", NativeIds.shown(notification.id()));
    notification.job().ifPresent(job -> shown.put("job_id", NativeIds.shown(job)));
    notification.event().ifPresent(event -> shown.put("event", event));
    shown.put("status", notification.state().label());
    shown.put("explanation", Explanation.of(notification, blockedUntil, now));
    shown.put("target", notification.origin());
    notification.url().ifPresent(url -> shown.put("url", url));
    shown.put("endpoint_id", notification.endpoint().toString());
    shown.put("created_at", Timestamps.millis(notification.createdAt()));
    Optional<Instant> heldUntil = notification.heldAt(now).map(EndpointView.Hold::until);
    Optional<Instant> pausedAt =
        notification.pausedAt().filter(at -> !notification.state().ended());
    notification
        .nextAttemptAt()
        .filter(due -> pausedAt.isEmpty())
        .map(due -> latest(due, blockedUntil, heldUntil))
        .ifPresent(at -> shown.put("next_attempt_at", Timestamps.millis(at)));
    notification.endedAt().ifPresent(at -> shown.put("ended_at", Timestamps.millis(at)));
    blockedUntil.ifPresent(at -> shown.put("blocked_until", Timestamps.millis(at)));
    heldUntil.ifPresent(at -> shown.put("held_until", Timestamps.millis(at)));
    pausedAt.ifPresent(at -> shown.put("paused_at", Timestamps.millis(at)));
    shown.put("attempts_made", notification.attemptsMade());
    ObjectNode links = shown.putObject("links");
    links.put("self", "/v1/notifications/" + NativeIds.shown(notification.id()));
    notification.job().ifPresent(job -> links.put("job", "/v1/jobs/" + NativeIds.shown(job)));
    return shown;
  }

  /** The time of the next attempt, which waits for the end of a block and of a hold. */
  private static Instant latest(
      Instant due, Optional<Instant> blockedUntil, Optional<Instant> heldUntil) {
    return Stream.of(Optional.of(due), blockedUntil, heldUntil)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(due);
  }

  private static ObjectNode shown(AttemptView attempt) {
    ObjectNode shown = Json.object();
    shown.put("number", attempt.number());
    shown.put("started_at", Timestamps.millis(attempt.startedAt()));
    shown.put("latency_ms", attempt.latencyMillis());
    if (!attempt.address().isEmpty()) {
      shown.put("address", attempt.address());
    }
    shown.put("outcome", attempt.outcome());
    attempt.status().ifPresent(status -> shown.put("http_status", status));
    shown.put("detail", attempt.detail());
    if (!attempt.answerHeaders().isEmpty()) {
      attempt.answerHeaders().forEach(shown.putObject("answer_headers")::put);
    }
    put(shown, "answer", attempt.answer());
    return shown;
  }

  private static ObjectNode shown(SentRequest request) {
    ObjectNode shown = Json.object().put("method", "POST").put("url", request.url());
    request.headers().forEach(shown.putObject("headers")::put);
    put(shown, "body", request.body());
    return shown;
  }

  /** As text, or in base64 if the bytes are not UTF-8 or contain zeros. */
  private static void put(ObjectNode shown, String name, Buffer bytes) {
    Optional<String> text = text(bytes);
    shown.put(name, text.orElseGet(() -> Base64.getEncoder().encodeToString(bytes.getBytes())));
    shown.put(name + "_encoding", text.isPresent() ? "text" : "base64");
  }

  private static Optional<String> text(Buffer bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString();
      return Optional.of(text).filter(it -> it.indexOf('\0') < 0);
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }
}
