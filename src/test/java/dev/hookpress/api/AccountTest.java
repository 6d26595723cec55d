package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.account.ClientBook;
import dev.hookpress.api.account.ErrorCounts;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client reads its block, its errors and its endpoints. */
class AccountTest {
  private static final EndpointKey KEY = EndpointKey.of("https://hook.test", false);

  @RegisterExtension final ApiServer api = new ApiServer();
  private Instant now;
  private Optional<Instant> pausedAt = Optional.empty();

  @BeforeEach
  void start() {
    now = api.clock.instant();
  }

  private void endpoint(Optional<EndpointView.Hold> hold, Optional<Instant> gone, long made) {
    api.endpoints.add(
        ApiServer.CLIENT.id(),
        new EndpointView(
            KEY,
            Optional.of("https://hook.test/in?key=…"),
            "https://hook.test",
            hold,
            Optional.empty(),
            pausedAt,
            Optional.empty(),
            gone,
            Optional.of(4),
            true,
            false,
            made == 0
                ? Optional.empty()
                : Optional.of(new EndpointView.LastAttempt("timeout", Instant.EPOCH)),
            new EndpointView.Attempts(
                made,
                made / 3,
                made == 0 ? Optional.empty() : Optional.of(120L),
                made == 0 ? Optional.empty() : Optional.of(900))));
  }

  @Test
  void theAccountShowsBlockHoldsWindowLimitsAndUse() {
    api.blocks.block(ApiServer.CLIENT.id(), now.plusSeconds(60));
    api.account.set(Optional.of(new ErrorCounts.Count(12, Optional.of(now.minusSeconds(30)))));
    api.account.set(
        new ClientBook.Account(
            BreakerPolicy.DEFAULT,
            new RetryPolicy(List.of(Duration.ofSeconds(5))),
            List.of(
                new ClientBook.Held(
                    KEY, "https://hook.test", new EndpointView.Hold(now.plusSeconds(9), "Busy."))),
            7,
            ClientBook.MAX_COUNTED + 1));

    JsonNode account = api.get("/v1/client").json();

    assertThat(account.get("blocked_until").textValue()).isEqualTo("2023-04-01T12:35:56.789Z");
    assertThat(account.at("/error_window/errors").intValue()).isEqualTo(12);
    assertThat(account.at("/error_window/limit").intValue()).isEqualTo(50);
    assertThat(account.at("/error_window/since").textValue()).isEqualTo("2023-04-01T12:34:26.789Z");
    assertThat(account.at("/holds/0/endpoint").textValue()).isEqualTo("https://hook.test");
    assertThat(account.at("/holds/0/until").textValue()).isEqualTo("2023-04-01T12:35:05.789Z");
    assertThat(account.at("/limits/requests_per_second").intValue()).isEqualTo(100);
    assertThat(account.at("/limits/retry_schedule_seconds/0").intValue()).isEqualTo(5);
    assertThat(account.at("/use/pending_documents").intValue()).isEqualTo(7);
    assertThat(account.at("/use/pending_notifications").intValue()).isEqualTo(100_000);
    assertThat(account.at("/use/pending_notifications_or_more").booleanValue()).isTrue();
  }

  @Test
  void withoutRedisNoErrorCountIsShown() {
    api.account.set(Optional.empty());
    JsonNode window = api.get("/v1/client").json().get("error_window");
    assertThat(window.has("errors")).isFalse();
    assertThat(window.get("limit").intValue()).isEqualTo(50);
  }

  @Test
  void anEndpointIsShownWithItsFiguresAndItsHold() {
    endpoint(Optional.of(new EndpointView.Hold(now.plusSeconds(9), "Busy.")), Optional.empty(), 9);
    JsonNode shown = api.get("/v1/endpoints").json().at("/data/0");
    assertThat(shown.get("id").textValue()).isEqualTo(KEY.toString());
    assertThat(shown.get("status").textValue()).isEqualTo("held");
    assertThat(shown.at("/hold/reason").textValue()).isEqualTo("Busy.");
    assertThat(shown.get("in_flight_limit").intValue()).isEqualTo(4);
    assertThat(shown.at("/last_24_hours/success_ratio").doubleValue()).isEqualTo(0.3333);
    assertThat(shown.at("/last_24_hours/mean_latency_ms").intValue()).isEqualTo(120);
  }

  @Test
  void anEndpointThatIsGoneIsReinstatedByHand() {
    endpoint(Optional.empty(), Optional.of(now), 0);
    assertThat(api.get("/v1/endpoints").json().at("/data/0/status").textValue()).isEqualTo("gone");
    Got done = api.send(api.to("/v1/endpoints/" + KEY + "/reinstate"), "POST", "");
    assertThat(done.status()).isEqualTo(204);
    assertThat(api.get("/v1/endpoints").json().at("/data/0/status").textValue())
        .isNotEqualTo("gone");
  }

  @Test
  void aPausedEndpointSaysSinceWhen() {
    pausedAt = Optional.of(now);
    endpoint(Optional.empty(), Optional.empty(), 0);

    JsonNode shown = api.get("/v1/endpoints").json().at("/data/0");

    assertThat(shown.get("status").textValue()).isEqualTo("paused");
    assertThat(shown.get("waits_for").textValue()).isEqualTo("pause");
    assertThat(shown.get("paused_at").textValue()).isEqualTo("2023-04-01T12:34:56.789Z");
    String path = "/v1/endpoints/" + shown.get("id").textValue();
    assertThat(api.send(api.to(path + "/resume"), "POST", "").status()).isEqualTo(204);
    assertThat(api.get("/v1/endpoints").json().at("/data/0/status").textValue()).isEqualTo("open");
    assertThat(api.send(api.to(path + "/pause"), "POST", "").status()).isEqualTo(204);
    assertThat(api.get("/v1/endpoints").json().at("/data/0/status").textValue())
        .isEqualTo("paused");
  }

  @Test
  void endpointsComeInPages() {
    for (int i = 0; i < 5; i++) {
      api.endpoints.add(
          ApiServer.CLIENT.id(),
          new EndpointView(
              EndpointKey.of("https://r" + i + ".test", false),
              Optional.empty(),
              "https://r" + i + ".test",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              false,
              false,
              Optional.empty(),
              new EndpointView.Attempts(0, 0, Optional.empty(), Optional.empty())));
    }
    JsonNode first = api.get("/v1/endpoints?limit=3").json();
    assertThat(first.get("data")).hasSize(3);
    String cursor = first.get("next_cursor").textValue();
    JsonNode second = api.get("/v1/endpoints?limit=3&cursor=" + cursor).json();
    assertThat(second.get("data")).hasSize(2);
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }
}
