package dev.hookpress.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalReceiverTest {
  @Test
  void recordsRequestsAndAnswersByItsScript() throws Exception {
    try (LocalReceiver receiver =
        LocalReceiver.start(
            request ->
                request.number() == 1
                    ? LocalReceiver.Answer.status(503)
                    : LocalReceiver.Answer.json(200, "{\"ack\":\"done\"}"))) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request =
          HttpRequest.newBuilder(receiver.uri("/hook?a=b"))
              .header("X-Id", "7")
              .POST(BodyPublishers.ofString("né"))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
      HttpResponse<String> second = client.send(request, BodyHandlers.ofString());

      assertThat(second.body()).isEqualTo("{\"ack\":\"done\"}");
      var all = receiver.await(2, Duration.ofSeconds(60));
      assertThat(all).hasSize(2);
      assertThat(all.get(0).method()).isEqualTo("POST");
      assertThat(all.get(0).target()).isEqualTo("/hook?a=b");
      assertThat(all.get(0).headers().get("x-id")).isEqualTo("7");
      assertThat(all.get(0).text()).isEqualTo("né");
    }
  }

  @Test
  void anUnfulfilledWaitNamesTheRequests() {
    try (LocalReceiver receiver = LocalReceiver.start()) {
      assertThatThrownBy(() -> receiver.await(1, Duration.ofMillis(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("0 of 1 requests");
    }
  }
}
