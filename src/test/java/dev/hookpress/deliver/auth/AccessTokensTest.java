package dev.hookpress.deliver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.auth.AccessTokens.Result;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointAuth.OAuth2;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundRequest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Endpoint ENDPOINT =
      new Endpoint(new ClientId(new UUID(0, 1)), new EndpointKey(2));
  private static final OAuth2 AUTH =
      new OAuth2(
          URI.create("https://id.example/token"),
          "hook press",
          "s:cret/",
          Optional.of("a b"),
          Optional.of("https://api.example"),
          false);

  private final List<OutboundRequest> sent = new ArrayList<>();
  private final List<Promise<ExchangeResult>> answers = new ArrayList<>();
  private final AccessTokens tokens =
      new AccessTokens(
          request -> {
            sent.add(request);
            Promise<ExchangeResult> answer = Promise.promise();
            answers.add(answer);
            return answer.future();
          });

  private static ExchangeResult answer(int status, String body) {
    return new ExchangeResult.Answered(
        status,
        MultiMap.caseInsensitiveMultiMap(),
        Buffer.buffer(body),
        false,
        AUTH.tokenUrl(),
        "192.0.2.1",
        Duration.ofMillis(3));
  }

  private Result ofAnswer(ExchangeResult answer) {
    Future<Result> result = tokens.of(ENDPOINT, AUTH, NOW);
    answers.get(answers.size() - 1).complete(answer);
    return result.result();
  }

  @Test
  void theRequestIsThatOfTheGrantOfClientCredentials() {
    tokens.of(ENDPOINT, AUTH, NOW);

    OutboundRequest request = sent.get(0);
    assertThat(request.uri()).isEqualTo(AUTH.tokenUrl());
    assertThat(request.client()).isEqualTo(ENDPOINT.client());
    assertThat(request.maxRedirects()).isZero();
    assertThat(request.body().toString())
        .isEqualTo("grant_type=client_credentials&scope=a+b&audience=https%3A%2F%2Fapi.example");
    String basic = request.headers().get("authorization").substring("Basic ".length());
    assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII))
        .isEqualTo("hook+press:s%3Acret%2F");
  }

  @Test
  void credentialsMayBeFieldsOfTheForm() {
    OAuth2 inBody =
        new OAuth2(AUTH.tokenUrl(), "me", "s", Optional.empty(), Optional.empty(), true);
    tokens.of(ENDPOINT, inBody, NOW);

    assertThat(sent.get(0).headers()).doesNotContainKey("authorization");
    assertThat(sent.get(0).body().toString())
        .isEqualTo("grant_type=client_credentials&client_id=me&client_secret=s");
  }

  @Test
  void oneFetchIsInFlightAndAllShareIt() {
    Future<Result> first = tokens.of(ENDPOINT, AUTH, NOW);
    Future<Result> second = tokens.of(ENDPOINT, AUTH, NOW);
    answers.get(0).complete(answer(200, "{\"access_token\":\"t\",\"expires_in\":600}"));

    assertThat(sent).hasSize(1);
    assertThat(first.result()).isEqualTo(new Result.Had("t"));
    assertThat(second.result()).isEqualTo(new Result.Had("t"));
  }

  @ParameterizedTest
  @CsvSource({
    // A tenth before the end, at most 30 s.
    "600, 569, 570",
    "100, 89, 90",
    // Without expires_in: five minutes.
    "null, 269, 270",
    "0, -1, 0",
    "999999999, 86369, 86370"
  })
  void aTokenIsKeptWithinItsLife(String expiresIn, int keptAfter, int fetchedAfter) {
    ofAnswer(answer(200, "{\"access_token\":\"t\",\"expires_in\":" + expiresIn + "}"));

    tokens.of(ENDPOINT, AUTH, NOW.plusSeconds(keptAfter));
    assertThat(sent).hasSize(1);
    tokens.of(ENDPOINT, AUTH, NOW.plusSeconds(fetchedAfter));
    assertThat(sent).hasSize(2);
  }

  @Test
  void aTokenThatWasNotAcceptedIsForgottenUnlessItHasBeenRenewed() {
    ofAnswer(answer(200, "{\"access_token\":\"t\",\"expires_in\":600}"));
    tokens.refused(ENDPOINT, AUTH, "an older one");
    tokens.of(ENDPOINT, AUTH, NOW);
    assertThat(sent).hasSize(1);

    tokens.refused(ENDPOINT, AUTH, "t");
    tokens.of(ENDPOINT, AUTH, NOW);
    assertThat(sent).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\":\"invalid_client\"} | answered with status 401 (invalid_client).",
        "500 | {\"error\":\"<script>\"} | answered with status 500.",
        "302 | moved | answered with status 302.",
        "200 | <html> | answered without one that can be sent.",
        "200 | {\"access_token\":\"\"} | answered without one that can be sent.",
        "200 | {\"access_token\":\"a\\r\\nX: y\"} | answered without one that can be sent.",
        "200 | {\"access_token\":\"t\",\"token_type\":\"mac\"} | one that is no bearer token."
      })
  void aTokenThatCannotBeHadHasANamedCauseAndIsAskedForAgain(
      int status, String body, String cause) {
    Result result = ofAnswer(answer(status, body));

    assertThat(((Result.Missing) result).detail())
        .startsWith("The access token could not be had: the token URL answered with")
        .endsWith(cause);
    tokens.of(ENDPOINT, AUTH, NOW);
    assertThat(sent).hasSize(2);
  }

  @Test
  void aTokenUrlThatTheRulesForbidIsNamedWithItsRule() {
    Result result =
        ofAnswer(new ExchangeResult.Refused("private", "10.0.0.1 is private", Duration.ZERO));

    assertThat(result)
        .isEqualTo(
            new Result.Missing(
                "The access token could not be had: 10.0.0.1 is private.", Optional.of("private")));
  }

  @Test
  void aTokenServerThatIsAwayIsNamed() {
    Result result =
        ofAnswer(
            new ExchangeResult.Failed(
                ExchangeResult.Kind.CONNECT_FAILED, "no connection to x", "", Duration.ZERO));

    assertThat(((Result.Missing) result).detail())
        .isEqualTo("The access token could not be had: no connection to x.");
  }
}
