package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.dialect.enconvert.EnconvertDialect;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.fakes.FixedDeliverySettings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningScheme;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dispatcher's attempts, with a signer that the test controls. */
class DispatcherTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://a.test/"), Map.of());

  private final MutableClock clock = MutableClock.atNoon();
  private final Promise<OutboundRequest> signed = Promise.promise();
  private final List<OutboundRequest> sent = new ArrayList<>();
  private final List<Attempt> recorded = new ArrayList<>();
  private final List<String> counted = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private int answerStatus = 200;

  private static final byte[] EMAIL =
      new EmailContent(new EmailAddress("team@a.test"), "Job 1", "Done.", "<p>Done.</p>").body();

  private MailResult mailResult =
      new MailResult.Accepted("relay:25", "<1@b.test>", Duration.ofMillis(2));
  private final List<EmailContent> posted = new ArrayList<>();
  private boolean stale;
  private ClaimedNotification notification = notification(NativeDialect.NAME, TARGET, "{}");

  private ClaimedNotification notification(DialectName dialect, Target target, String body) {
    return new ClaimedNotification(
        new Endpoint(CLIENT, EndpointKey.of(target.identity(), false)),
        new Endpoint(CLIENT, EndpointKey.of(target.identity(), false)),
        false,
        Optional.empty(),
        new NotificationId(new UUID(2, 2)),
        1,
        0,
        0,
        Optional.of(new JobId(new UUID(3, 3))),
        dialect,
        target,
        body.getBytes(),
        clock.instant());
  }

  private final Dispatcher dispatcher =
      new Dispatcher(
          new Dispatcher.Ports(
              new Queue(),
              new FixedDeliverySettings(
                  () ->
                      Future.succeededFuture(
                          new DeliverySettings.ClientTerms(
                              List.of(SigningKeys.draw(SigningScheme.V1A)),
                              BreakerPolicy.DEFAULT,
                              new RetryPolicy(List.of(Duration.ofSeconds(5))),
                              false,
                              Optional.empty()))),
              new NobodyBlocked(),
              (client, attempt, policy, now) -> {
                counted.add(attempt);
                return Future.succeededFuture(new ErrorWindow.Verdict(1, Optional.empty(), false));
              },
              new NoEndpoints(),
              signing -> signed.future(),
              request -> {
                sent.add(request);
                if (stale && sent.size() == 1) {
                  return Future.succeededFuture(
                      new ExchangeResult.Failed(
                          ExchangeResult.Kind.CONNECTION_LOST,
                          "lost",
                          "203.0.113.9",
                          Duration.ofMillis(1),
                          true));
                }
                return Future.succeededFuture(
                    new ExchangeResult.Answered(
                        answerStatus,
                        HttpHeaders.headers(),
                        Buffer.buffer(),
                        false,
                        request.uri(),
                        "203.0.113.9",
                        Duration.ofMillis(1)));
              },
              (id, email, now) -> {
                posted.add(email);
                return Future.succeededFuture(mailResult);
              },
              NoDispatcher.handoff(),
              new Heard(),
              Tracing.OFF),
          new Dispatcher.Bounds(
              8,
              8,
              Duration.ofSeconds(15),
              Duration.ofSeconds(48),
              Duration.ofSeconds(2),
              65_536,
              4096),
          clock,
          () -> 0.5,
          now -> new NotificationId(new UUID(5, 5)));

  private final class Queue implements NotificationQueue {
    @Override
    public Future<ClaimedBatch<ClaimedNotification>> claim(
        int max, ClaimLimits claimLimits, Instant now) {
      return Future.succeededFuture(new ClaimedBatch<>(List.of(notification), false));
    }

    @Override
    public Future<Void> record(Attempt attempt) {
      recorded.add(attempt);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> release(ClaimedNotification released, Instant dueAt, boolean toItsUrl) {
      throw new AssertionError("released");
    }

    @Override
    public Future<Void> endAsGone(ClaimedNotification gone, Instant at) {
      throw new AssertionError("gone");
    }
  }

  private static final class NobodyBlocked implements BlockList {
    @Override
    public boolean blocked(ClientId client, Instant now) {
      return false;
    }

    @Override
    public Map<ClientId, Instant> ends() {
      return Map.of();
    }

    @Override
    public void learn(ClientId client, Instant until) {
      throw new AssertionError("blocked");
    }
  }

  private static final class NoEndpoints implements EndpointStore {
    @Override
    public Future<Optional<Instant>> hold(Hold hold) {
      throw new AssertionError("held");
    }

    @Override
    public Future<Void> end(EndpointStore.Named endpoint, Instant at, Optional<OutboxEvent> event) {
      throw new AssertionError("ended");
    }

    @Override
    public Future<Void> report(List<EndpointReport> reports, Instant now) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> warn(
        ClientId client, NotificationId id, OperationalEvent.EndpointFailing event, Instant at) {
      return Future.succeededFuture();
    }
  }

  private final class Heard implements DeliveryEvents {
    @Override
    public void attempted(Attempt attempt) {}

    @Override
    public void clientBlocked(ClientId client, Instant until) {}

    @Override
    public void endedAsGone(DialectName dialect, int count) {}

    @Override
    public void failed(Throwable cause) {
      failures.add(cause);
    }
  }

  private Future<Void> delivery() {
    return dispatcher.claim(1).compose(found -> dispatcher.deliver(found.items().get(0), () -> {}));
  }

  @Test
  void nothingIsSentBeforeItIsSigned() {
    Future<Void> delivery = delivery();
    assertThat(sent).isEmpty();
    assertThat(delivery.isComplete()).isFalse();

    signed.complete(request());

    assertThat(delivery.succeeded()).isTrue();
    assertThat(sent).hasSize(1);
    assertThat(recorded).extracting(Attempt::outcome).containsExactly(Outcome.DELIVERED);
  }

  @Test
  void aSigningFailureIsRetriedWithoutAnErrorResponse() {
    Future<Void> delivery = delivery();

    signed.fail("no such algorithm");

    assertThat(delivery.succeeded()).isTrue();
    assertThat(sent).isEmpty();
    assertThat(counted).isEmpty();
    assertThat(failures).hasSize(1);
    assertThat(recorded).hasSize(1);
    assertThat(recorded.get(0).outcome()).isEqualTo(Outcome.INTERNAL);
    assertThat(recorded.get(0).next()).isInstanceOf(RetryPolicy.Next.RetryAt.class);
  }

  private void mails(MailResult answer) {
    mailResult = answer;
    notification =
        notification(EnconvertDialect.NAME, new Target.Email("team@a.test"), new String(EMAIL));
    assertThat(delivery().succeeded()).isTrue();
  }

  @Test
  void anEmailGoesToTheRelayAndNotToTheOutboundClient() {
    mails(mailResult);

    assertThat(sent).isEmpty();
    assertThat(posted).extracting(EmailContent::text).containsExactly("Done.");
    assertThat(posted.get(0).to().value()).isEqualTo("team@a.test");
    assertThat(recorded.get(0).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void anEmailIsRetriedInEveryFormatAndItsFailureDoesNotCount() {
    mails(new MailResult.Later(451, "4.3.0 try later", Duration.ofMillis(2)));

    assertThat(recorded.get(0).outcome()).isEqualTo(Outcome.STATUS_REJECTED);
    assertThat(recorded.get(0).status()).hasValue(451);
    assertThat(recorded.get(0).answer().toString()).isEqualTo("4.3.0 try later");
    assertThat(recorded.get(0).next())
        .isEqualTo(new RetryPolicy.Next.RetryAt(clock.instant().plusSeconds(5)));
    assertThat(counted).isEmpty();
  }

  @Test
  void anEmailThatTheRelayRefusesIsGivenUpAtOnce() {
    mails(new MailResult.Refused(550, "5.1.1 no such user", Duration.ofMillis(2)));

    assertThat(recorded.get(0).outcome()).isEqualTo(Outcome.MAIL_REFUSED);
    assertThat(recorded.get(0).next())
        .isEqualTo(new RetryPolicy.Next.End(NotificationState.EXHAUSTED));
    assertThat(recorded.get(0).event()).isPresent();
    assertThat(counted).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, TIMEOUT",
    "DNS_FAILED, DNS_FAILED",
    "CONNECT_FAILED, CONNECT_FAILED",
    "TLS_FAILED, TLS_FAILED",
    "RELAY_REFUSED, INTERNAL",
    "BUSY, INTERNAL",
    "OFF, INTERNAL",
    "INTERNAL, INTERNAL"
  })
  void anUnreachableRelayIsRetriedAndDoesNotCount(MailResult.Kind kind, Outcome outcome) {
    mails(new MailResult.Unreachable(kind, "no way", Duration.ofMillis(2)));

    assertThat(recorded.get(0).outcome()).isEqualTo(outcome);
    assertThat(recorded.get(0).next()).isInstanceOf(RetryPolicy.Next.RetryAt.class);
    assertThat(counted).isEmpty();
  }

  @Test
  void aFailedWebhookOfEnconvertIsNotRetried() {
    answerStatus = 500;
    notification = notification(EnconvertDialect.NAME, TARGET, "{}");
    Future<Void> delivery = delivery();
    signed.complete(request());

    assertThat(delivery.succeeded()).isTrue();
    assertThat(recorded.get(0).next())
        .isEqualTo(new RetryPolicy.Next.End(NotificationState.EXHAUSTED));
    assertThat(counted).hasSize(1);
  }

  @Test
  void anIdleConnectionThatBreaksIsReplacedAtOnceWithoutAnErrorResponse() {
    stale = true;
    answerStatus = 500;
    Future<Void> delivery = delivery();
    signed.complete(request());

    assertThat(delivery.succeeded()).isTrue();
    assertThat(sent).extracting(OutboundRequest::newConnection).containsExactly(false, true);
    assertThat(recorded)
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.CONNECTION_LOST, Outcome.STATUS_REJECTED);
    assertThat(recorded)
        .extracting(attempt -> attempt.notification().attemptNumber())
        .containsExactly(1, 2);
    assertThat(recorded.get(0).next()).isEqualTo(new RetryPolicy.Next.AtOnce());
    assertThat(recorded.get(1).next())
        .as("the schedule begins at its first wait")
        .isEqualTo(new RetryPolicy.Next.RetryAt(clock.instant().plusSeconds(5)));
    assertThat(counted).as("one error").hasSize(1);
  }

  private static OutboundRequest request() {
    return SignedRequest.of(
        new SignedRequest.Message(
            CLIENT, new NotificationId(new UUID(2, 2)), 1, TARGET, "{}".getBytes()),
        List.of(SigningKeys.draw(SigningScheme.V1)),
        Instant.EPOCH,
        Dialects.of(NativeDialect.NAME),
        new Dispatcher.Bounds(
            8,
            8,
            Duration.ofSeconds(15),
            Duration.ofSeconds(48),
            Duration.ofSeconds(2),
            65_536,
            4096));
  }
}
