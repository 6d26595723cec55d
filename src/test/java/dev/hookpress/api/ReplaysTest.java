package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.deliveries.ReplayView.Matched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for replays and their answers. */
class ReplaysTest {
  @RegisterExtension final ApiServer api = new ApiServer();

  private Got ask(String body) {
    return api.send(api.to("/v1/replays").header("Content-Type", "application/json"), "POST", body);
  }

  @Test
  void aMinimalRequestGetsDefaults() {
    api.replays.matched(new Matched(100_000, false));
    JsonNode shown = ask("{\"from\":\"2023-04-01T00:00:00+02:00\"}").json();
    assertThat(shown.get("id").textValue()).startsWith("rpl_");
    assertThat(shown.get("status").textValue()).isEqualTo("running");
    assertThat(shown.get("matched").intValue()).isEqualTo(100_000);
    assertThat(shown.get("matched_exactly").booleanValue()).isFalse();
    assertThat(shown.get("queued").intValue()).isZero();
    assertThat(shown.get("rate_per_second").intValue()).isEqualTo(50);
    assertThat(shown.get("filter").toString())
        .isEqualTo(
            "{\"from\":\"2023-03-31T22:00:00.000Z\",\"to\":\"2023-04-01T12:34:56.789Z\","
                + "\"states\":[\"exhausted\"]}");
    assertThat(api.get(shown.at("/links/self").textValue()).json()).isEqualTo(shown);
  }

  @Test
  void anEmptyListOfStatesIsNone() {
    JsonNode shown = ask("{\"from\":\"2023-04-01T00:00:00Z\",\"states\":[]}").json();
    assertThat(shown.at("/filter/states").toString()).isEqualTo("[\"exhausted\"]");
  }

  @Test
  void spellingsOfAnEndpointAreNormalized() {
    JsonNode shown =
        ask("{\"from\":\"2023-04-01T00:00:00Z\",\"to\":\"2999-01-01T00:00:00Z\","
                + "\"states\":[\"gone\",\"delivered\",\"gone\"],\"dialect\":\"native\","
                + "\"endpoint\":\"HTTPS://Hooks.Example.com:443/in?a=b\",\"rate_per_second\":1}")
            .json();
    assertThat(shown.at("/filter/endpoint").textValue()).isEqualTo("https://hooks.example.com");
    assertThat(shown.at("/filter/states").toString()).isEqualTo("[\"gone\",\"delivered\"]");
    assertThat(shown.at("/filter/to").textValue()).isEqualTo("2023-04-01T12:34:56.789Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                              | /from
          {"from":"yesterday"}                                            | /from
          {"from":"2023-04-02T00:00:00Z"}                                 | /from
          {"from":"2023-04-01T00:00:00Z","to":"2023-04-01T00:00:00Z"}     | /from
          {"from":"2023-04-01T00:00:00Z","to":5}                          | /to
          {"from":"2023-04-01T00:00:00Z","states":["pending"]}            | /states
          {"from":"2023-04-01T00:00:00Z","states":"exhausted"}            | /states
          {"from":"2023-04-01T00:00:00Z","states":{"a":"exhausted"}}      | /states
          {"from":"2023-04-01T00:00:00Z","states":[["exhausted"]]}        | /states
          {"from":"2023-04-01T00:00:00Z","dialect":"klingon"}             | /dialect
          {"from":"2023-04-01T00:00:00Z","endpoint":"hooks.example.com"}  | /endpoint
          {"from":"2023-04-01T00:00:00Z","rate_per_second":0}             | /rate_per_second
          {"from":"2023-04-01T00:00:00Z","rate_per_second":1001}          | /rate_per_second
          {"from":"2023-04-01T00:00:00Z","rate_per_second":1.5}           | /rate_per_second
          {"from":"2023-04-01T00:00:00Z","rate_per_second":99999999999}   | /rate_per_second
          {"from":"2023-04-01T00:00:00Z","dry_run":"no"}                  | /dry_run
          {"from":"2023-04-01T00:00:00Z","state":["gone"]}                | /state
          """)
  void aFaultIsNamed(String body, String pointer) {
    Got got = ask(body);
    assertThat(got.status()).isEqualTo(422);
    assertThat(got.faults()).containsExactly(pointer);
    assertThat(api.get("/v1/replays").json().get("data")).isEmpty();
  }

  @Test
  void pagesAreNewestFirst() {
    for (int i = 0; i < 3; i++) {
      ask("{\"from\":\"2023-04-01T00:00:00Z\",\"rate_per_second\":" + (i + 1) + "}");
    }
    JsonNode first = api.get("/v1/replays?limit=2").json();
    assertThat(first.at("/data/0/rate_per_second").intValue()).isEqualTo(3);
    JsonNode second =
        api.get("/v1/replays?limit=2&cursor=" + first.get("next_cursor").textValue()).json();
    assertThat(second.get("data")).hasSize(1);
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void aClientWaitsWhileItsOtherReplayIsCounted() {
    api.replays.busy(true);
    Got got = ask("{\"from\":\"2023-04-01T00:00:00Z\"}");
    assertThat(got.status()).isEqualTo(429);
    assertThat(got.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aReplayOfAnotherClientDoesNotExist() {
    String path =
        "/v1/replays/" + ask("{\"from\":\"2023-04-01T00:00:00Z\"}").json().get("id").textValue();
    for (String method : new String[] {"GET", "DELETE"}) {
      Got got = api.send(api.anonymous(path).header("X-API-Key", ApiServer.OTHER_KEY), method, "");
      assertThat(got.status()).isEqualTo(404);
    }
    assertThat(api.delete(path).json().get("status").textValue()).isEqualTo("canceled");
    assertThat(api.delete(path).problem()).isEqualTo("replay-ended");
  }
}
