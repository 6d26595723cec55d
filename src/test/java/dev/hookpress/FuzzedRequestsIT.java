package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.description.AnswerCheck;
import dev.hookpress.description.OpenApi;
import dev.hookpress.description.RequestFuzzer;
import dev.hookpress.description.RequestFuzzer.Request;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests made from {@code openapi.yaml}, right and wrong, are never answered with 5xx, nor with
 * what the description does not say. The seed is printed; {@code hookpress.fuzz.seed} sets it.
 */
class FuzzedRequestsIT {
  private static final int THREADS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @RegisterExtension static final Installation hookpress = new Installation();

  private static final SystemNode node =
      hookpress.start(
          Map.of(
              "HOOKPRESS_LIMITS_REQUESTS_PER_SECOND", "5000",
              "HOOKPRESS_LOG_LEVEL", "error"));

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(
          request -> Answer.with(200, Map.of("content-type", "text/html"), "<p>Page</p>"));

  private final OpenApi api = OpenApi.read();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aThousandRequestsAreAnsweredAsDescribed() throws InterruptedException {
    fuzz(1_000);
  }

  @Test
  @Tag("slow")
  void tenThousandRequestsAreAnsweredAsDescribed() throws InterruptedException {
    fuzz(10_000);
  }

  private void fuzz(int requests) throws InterruptedException {
    long seed = Long.getLong("hookpress.fuzz.seed", System.nanoTime() & 0xffffff);
    System.out.println("The seed of these " + requests + " requests is " + seed);
    RequestFuzzer fuzzer =
        new RequestFuzzer(api, SystemNode.API_KEY, receiver.uri("").toString(), seed);
    ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      AnswerCheck check = new AnswerCheck(OpenApi.read());
      threads.execute(
          () -> {
            for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
              send(fuzzer, fuzzer.request(n), check, statuses, violations);
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.MINUTES)).isTrue();

    Map<Integer, Integer> counted = new TreeMap<>();
    statuses.forEach(status -> counted.merge(status, 1, Integer::sum));
    System.out.println("Answers by status: " + counted);
    assertThat(violations).as("seed %d", seed).isEmpty();
    assertThat(statuses).hasSize(requests);
    assertThat(statuses.stream().filter(status -> status < 300).count())
        .as("requests that were done")
        .isGreaterThan(requests / 10);
  }

  private void send(
      RequestFuzzer fuzzer,
      Request request,
      AnswerCheck check,
      ConcurrentLinkedQueue<Integer> statuses,
      ConcurrentLinkedQueue<String> violations) {
    try {
      HttpRequest.Builder sent =
          HttpRequest.newBuilder(node.uri(request.target())).timeout(PATIENCE);
      request.headers().forEach(sent::header);
      sent.method(
          request.method(),
          request.body() == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofByteArray(request.body()));
      HttpResponse<byte[]> answer = http.send(sent.build(), BodyHandlers.ofByteArray());
      statuses.add(answer.statusCode());
      List<String> found = check.violations(request.operation(), answer);
      found.forEach(each -> violations.add(each + "\n  " + request + "\n  " + text(answer)));
      check.json(answer).ifPresent(fuzzer::learn);
    } catch (Exception failed) {
      violations.add("No answer: " + failed + "\n  " + request);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    return answer.statusCode() + " " + (text.length() > 1000 ? text.substring(0, 1000) : text);
  }
}
