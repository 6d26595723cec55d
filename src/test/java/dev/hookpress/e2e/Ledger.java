package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what a receiver got with what was accepted. */
final class Ledger {
  /** Rendering included, on a machine that is busy with other things. */
  private static final Duration DELIVERY = Duration.ofSeconds(180);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalReceiver receiver;

  Ledger(LocalReceiver receiver) {
    this.receiver = receiver;
  }

  /** Waits until each of the jobs has been called back, and nothing is left to be done. */
  void awaitAll(Collection<String> jobs, Program program) {
    awaitAll(jobs, program.database(), program);
  }

  /** The same for a program whose database is elsewhere. */
  void awaitAll(Collection<String> jobs, Database database, Program program) {
    Waiting.until(
        "all of " + jobs.size() + " jobs are called back and nothing is queued",
        DELIVERY,
        () -> jobsCalledBack().containsAll(jobs) && database.queued() == 0,
        () -> missing(jobs) + " " + program.output());
  }

  /**
   * Holds every callback against the promises: signed, known, the same bytes under the same id
   * however often it came, one message a job, and the API says that all is done.
   */
  void audit(Collection<String> jobs, SigningSecret secret, Api api) throws Exception {
    Map<String, String> messageOf = new HashMap<>();
    for (Map.Entry<String, List<Received>> message : byMessage().entrySet()) {
      Received first = message.getValue().get(0);
      assertThat(message.getValue())
          .allSatisfy(
              one -> {
                assertThat(one.body()).isEqualTo(first.body());
                assertThat(one.target()).isEqualTo(first.target());
                assertThat(signedBy(secret, one)).isTrue();
              });
      JsonNode body = body(first);
      assertThat(body.path("status").asText()).isEqualTo("completed");
      assertThat(messageOf.put(body.path("job_id").asText(), message.getKey())).isNull();
    }
    assertThat(messageOf.keySet()).containsAll(jobs);
    for (String job : jobs) {
      assertThat(api.job(job).path("status").asText()).isEqualTo("completed");
      JsonNode notifications = api.notifications(job);
      assertThat(notifications).hasSize(1);
      assertThat(notifications.get(0).path("id").asText()).isEqualTo(messageOf.get(job));
      assertThat(notifications.get(0).path("status").asText()).isEqualTo("delivered");
    }
  }

  /** The messages that have come, and how often each. */
  Map<String, List<Received>> byMessage() {
    return receiver.received().stream()
        .collect(
            Collectors.groupingBy(
                one -> one.headers().get(StandardWebhooks.ID),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** The messages that have come more than once. */
  Set<UUID> repeated() {
    return byMessage().entrySet().stream()
        .filter(message -> message.getValue().size() > 1)
        .map(message -> uuid(message.getKey()))
        .collect(Collectors.toSet());
  }

  /** The messages of such requests. */
  Set<UUID> messages(Predicate<Received> of) {
    return receiver.received().stream()
        .filter(of)
        .map(one -> uuid(one.headers().get(StandardWebhooks.ID)))
        .collect(Collectors.toSet());
  }

  /** The jobs that have been called back, by the tag that they were submitted with. */
  Map<String, Set<String>> jobsByTag() {
    Map<String, Set<String>> jobs = new HashMap<>();
    for (Received one : receiver.received()) {
      JsonNode body = body(one);
      jobs.computeIfAbsent(body.path("metadata").path("tag").asText(), tag -> new HashSet<>())
          .add(body.path("job_id").asText());
    }
    return jobs;
  }

  private Set<String> jobsCalledBack() {
    return receiver.received().stream()
        .map(one -> body(one).path("job_id").asText())
        .collect(Collectors.toSet());
  }

  private String missing(Collection<String> jobs) {
    Set<String> missing = new HashSet<>(jobs);
    missing.removeAll(jobsCalledBack());
    return "missing: " + missing;
  }

  static boolean signedBy(SigningSecret secret, Received one) {
    Map<String, String> headers = new HashMap<>();
    one.headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return StandardWebhooks.verify(headers, one.body().getBytes(), List.of(secret), one.at());
  }

  private static JsonNode body(Received one) {
    try {
      return JSON.readTree(one.body().getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UUID uuid(String message) {
    return NativeIds.notification(message).orElseThrow().value();
  }
}
