package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookpress.client.ApiException;
import dev.hookpress.client.HookpressClient;
import dev.hookpress.client.HookpressException;
import dev.hookpress.client.Job;
import dev.hookpress.client.JobRequest;
import dev.hookpress.client.Webhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client for Java works with a node, and with a server that fails. */
class JavaClientIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(
          request -> request.target().equals("/slow") ? Answer.silence() : Answer.json(200, "{}"));

  private final HookpressClient client =
      HookpressClient.of(node.uri("").toString(), SystemNode.API_KEY);

  @Test
  void aJobIsSubmittedWaitedForAndRead() {
    JobRequest request =
        JobRequest.html("<h1>Hello</h1>")
            .andHtml("<p>and more</p>")
            .option("format", "A5")
            .metadata(Map.of("order", 1042));

    Job accepted = client.submit(request);
    Job job = client.waitFor(accepted.id(), PATIENCE);

    assertThat(job.id()).isEqualTo(accepted.id());
    assertThat(job.status()).isEqualTo("completed");
    assertThat(job.completed()).isTrue();
    assertThat(job.completedAt()).isPresent();
    assertThat(job.json().at("/metadata/order").intValue()).isEqualTo(1042);
    assertThat(client.pdf(job)).startsWith('%', 'P', 'D', 'F', '-');
  }

  @Test
  void theSameKeyIsTheSameJobAndWithoutOneEachIsNew() {
    JobRequest request = JobRequest.html("<p>order 1043</p>");

    String first = client.submit(request, "order-1043").id();

    assertThat(client.submit(request, "order-1043").id()).isEqualTo(first);
    assertThat(client.submit(request).id()).isNotEqualTo(client.submit(request).id());
  }

  @Test
  void aCallbackIsVerified() {
    client.submit(JobRequest.html("<h1>Hello</h1>").callback(receiver.uri("/hook").toString()));
    Received received = receiver.await(1, PATIENCE).get(0);
    byte[] body = received.body().getBytes();
    Webhooks webhooks = Webhooks.signedWith(node.secret.reveal());

    Webhooks.Callback callback = webhooks.verify(received.headers()::get, body);

    assertThat(callback.id()).isEqualTo(received.headers().get("webhook-id"));
    assertThat(callback.body().path("status").textValue()).isEqualTo("completed");
    byte[] forged = body.clone();
    forged[forged.length - 2] ^= 1;
    assertInvalid(() -> webhooks.verify(received.headers()::get, forged));
    Instant later = Instant.now().plusSeconds(600);
    assertInvalid(() -> webhooks.verify(received.headers()::get, body, later));
    assertInvalid(() -> webhooks.verify(name -> null, body));
    Webhooks others = Webhooks.signedWith("whsec_" + "A".repeat(32));
    assertInvalid(() -> others.verify(received.headers()::get, body));
  }

  @Test
  void refusalsAreTyped() {
    ApiException.InvalidRequest invalid =
        catchThrowableOfType(
            ApiException.InvalidRequest.class,
            () -> client.submit(JobRequest.of(Map.of("part", "<p>typo</p>"))));
    assertThat(invalid.status()).isEqualTo(422);
    assertThat(invalid.type()).isEqualTo("/docs/problems/invalid-request");
    assertThat(invalid.faults()).extracting(ApiException.Fault::where).contains("/part");
    assertThat(invalid.requestId()).isPresent();

    assertThatThrownBy(() -> client.job("job_01M7Z5T8Q3F4N6R2W9X1Y7K0AB"))
        .isInstanceOf(ApiException.NotFound.class);
    HookpressClient stranger = HookpressClient.of(node.uri("").toString(), "no key");
    assertThatThrownBy(() -> stranger.submit(JobRequest.html("<p>")))
        .isInstanceOf(ApiException.NotAllowed.class);
  }

  @Test
  void waitingIsBoundedAndAJobIsCanceled() {
    Job job = client.submit(JobRequest.url(receiver.uri("/slow").toString()));

    assertThatThrownBy(() -> client.waitFor(job.id(), Duration.ofMillis(300)))
        .isInstanceOf(HookpressException.WaitTimeout.class);

    Job canceled = client.cancel(job.id());
    assertThat(canceled.status()).isEqualTo("canceled");
    assertThatThrownBy(() -> client.cancel(job.id())).isInstanceOf(ApiException.Conflict.class);
    assertThatThrownBy(() -> client.pdf(canceled)).isInstanceOf(HookpressException.NoPdf.class);
  }

  @Test
  void aRetryIsTheSameRequestAndTriesAreBounded() {
    Answer busy = Answer.with(503, Map.of("Retry-After", "0"), "{\"detail\":\"busy\"}");
    Answer accepted =
        Answer.json(
            202,
            "{\"id\":\"job_1\",\"status\":\"pending\",\"created_at\":\""
                + "2026-11-21T13:48:07Z\"}");
    receiver.answer(request -> request.number() < 3 ? busy : accepted);
    HookpressClient patient = HookpressClient.of(receiver.uri("").toString(), "key");

    assertThat(patient.submit(JobRequest.html("<p>")).id()).isEqualTo("job_1");

    assertThat(receiver.received()).hasSize(3);
    assertThat(receiver.received())
        .extracting(each -> each.headers().get("Idempotency-Key"))
        .doesNotContainNull()
        .containsOnly(receiver.received().get(0).headers().get("Idempotency-Key"));

    receiver.answer(request -> busy);
    HookpressClient hasty =
        HookpressClient.builder(receiver.uri("").toString(), "key").retries(1).build();
    assertThatThrownBy(() -> hasty.job("job_1"))
        .isInstanceOf(ApiException.ServerError.class)
        .hasMessageContaining("busy");
    assertThat(receiver.received()).hasSize(5);
  }

  @Test
  void aServerThatSaysNothingIsATransportError() {
    receiver.answer(request -> Answer.silence());
    HookpressClient hasty =
        HookpressClient.builder(receiver.uri("").toString(), "key")
            .timeout(Duration.ofMillis(200))
            .retries(1)
            .build();

    assertThatThrownBy(() -> hasty.job("job_1")).isInstanceOf(HookpressException.Transport.class);
  }

  private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(HookpressException.InvalidSignature.class);
  }
}
