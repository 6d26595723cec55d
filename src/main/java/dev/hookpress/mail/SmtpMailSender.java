package dev.hookpress.mail;

import dev.hookpress.deliver.MailResult;
import dev.hookpress.deliver.MailSender;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends e-mail through one relay. Each has one recipient, is in plain text and HTML, and is marked
 * as auto-generated (RFC 3834), so that no vacation responder answers it.
 */
public final class SmtpMailSender implements MailSender {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpMailSender.class);

  // RFC 5322, section 3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  // By then the dispatcher has the result of every e-mail.
  private static final int CLOSE_SECONDS = 5;

  // A separate instance: the mail client writes a long e-mail line by line without a pause, which
  // must not delay other clients' callbacks.
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));
  private final Context thread = vertx.getOrCreateContext();
  private final SmtpRelay relay;
  private final MailClient client;
  private final ConnectionQueue sendScheduler;

  /** Creates a sender, which connects with its first e-mail. */
  public SmtpMailSender(SmtpRelay relay) {
    // The mail client throws when a relay disconnects at the end of an e-mail, after it has
    // reported the result: a log line is enough.
    this.vertx.exceptionHandler(
        failure -> LOG.warn("The mail client failed in itself: {}", failure.toString()));
    this.relay = relay;
    this.client = MailClient.create(vertx, relay.config());
    this.sendScheduler = new ConnectionQueue(relay.connections(), relay.maxWaiting());
  }

  /** Completes on the caller's Vert.x context, if it has one. */
  @Override
  public Future<MailResult> post(NotificationId id, EmailContent content, Instant now) {
    long start = System.nanoTime();
    MailMessage mail = mail(id, content, now);
    Context caller = Vertx.currentContext();
    Promise<MailResult> answer = Promise.promise();
    Promise<MailResult> posted = Promise.promise();
    posted
        .future()
        .onSuccess(
            mailResult -> {
              if (caller == null) {
                answer.complete(mailResult);
              } else {
                caller.runOnContext(back -> answer.complete(mailResult));
              }
            });
    thread.runOnContext(on -> begin(mail, start, posted));
    return answer.future();
  }

  /** Closes every connection. */
  public Future<Void> close() {
    return client
        .close()
        .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
        .transform(closed -> vertx.close());
  }

  private void begin(MailMessage mail, long start, Promise<MailResult> posted) {
    Optional<ConnectionQueue.Place> place = sendScheduler.join();
    if (place.isEmpty()) {
      posted.complete(busy("too many mails wait for a connection", start));
      return;
    }
    long timer =
        vertx.setTimer(
            relay.deadline().toMillis(),
            late -> {
              if (!place.get().leave().getAsBoolean()) {
                posted.tryComplete(
                    new MailResult.Unreachable(
                        MailResult.Kind.TIMEOUT,
                        relay.name() + " did not answer within " + seconds(),
                        since(start)));
              }
            });
    // Deferred, since the connection is granted while another e-mail is being completed.
    place
        .get()
        .turn()
        .onSuccess(ours -> thread.runOnContext(on -> go(ours, mail, start, posted, timer)));
  }

  private void go(
      boolean ours, MailMessage mail, long start, Promise<MailResult> posted, long timer) {
    if (!ours) {
      posted.tryComplete(busy("no connection was free within " + seconds(), start));
    } else if (posted.future().isComplete()) {
      sendScheduler.done();
    } else {
      send(mail, start, posted, timer);
    }
  }

  private void send(MailMessage mail, long start, Promise<MailResult> posted, long timer) {
    Promise<Void> through = Promise.promise();
    // After its caller has timed out, an e-mail keeps its connection until the client finishes,
    // which the idle timeout bounds; this timer frees it if the client never reports.
    long forgotten = vertx.setTimer(2 * relay.deadline().toMillis(), end -> through.tryComplete());
    through.future().onComplete(end -> sendScheduler.done());
    client
        .sendMail(mail)
        .onComplete(
            sent -> {
              vertx.cancelTimer(forgotten);
              vertx.cancelTimer(timer);
              posted.tryComplete(mailResult(sent.succeeded() ? null : sent.cause(), mail, start));
              through.tryComplete();
            });
  }

  private MailResult mailResult(Throwable failure, MailMessage mail, long start) {
    Duration took = since(start);
    return failure == null
        ? new MailResult.Accepted(relay.name(), mail.getHeaders().get("Message-ID"), took)
        : SmtpFailure.mailResult(failure, relay.name(), took);
  }

  private MailMessage mail(NotificationId id, EmailContent content, Instant now) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("Message-ID", "<" + id + "@" + relay.from().domain() + ">")
            .set("Date", DATE.format(now))
            .set("Auto-Submitted", "auto-generated");
    return new MailMessage()
        .setFrom(relay.from().value())
        .setTo(content.to().value())
        .setSubject(content.subject())
        .setText(content.text())
        .setHtml(content.html())
        .setHeaders(headers);
  }

  private MailResult busy(String message, long start) {
    return new MailResult.Unreachable(MailResult.Kind.BUSY, message, since(start));
  }

  private String seconds() {
    return relay.deadline().toSeconds() + " s";
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
