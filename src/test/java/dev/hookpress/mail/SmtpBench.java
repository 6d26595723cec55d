package dev.hookpress.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.deliver.MailResult;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts relays and senders, and closes them after each test. */
final class SmtpBench implements AfterEachCallback {
  static final EmailAddress FROM = new EmailAddress("hookpress@sender.example");
  static final EmailAddress TO = new EmailAddress("team@example.com");
  static final Instant NOW = Instant.parse("2026-11-21T09:48:09Z");
  static final NotificationId ID = NotificationId.parse("01M7Z5CFXQ0V4X1WQ2N3P4R5S6").orElseThrow();
  static final Duration PATIENT = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(300);

  static final EmailContent EMAIL =
      new EmailContent(
          TO,
          "Job job_1: success",
          "Größe: 184.3 kB\n.a line that begins with a dot\n\nlast\n",
          "<p>Größe 🎉 = \"184.3 kB\"</p>\n" + "x".repeat(2000) + "\n");

  final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Collections.reverse(opened);
    for (AutoCloseable each : opened) {
      each.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  static void assertUnreachable(MailResult mailResult, MailResult.Kind kind) {
    assertThat(mailResult)
        .isInstanceOfSatisfying(
            MailResult.Unreachable.class,
            unreachable ->
                assertThat(unreachable.kind()).as(mailResult.toString()).isEqualTo(kind));
  }

  GreenMail mailServer() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    opened.add(server::stop);
    return server;
  }

  ScriptedRelay relay() throws Exception {
    return relay(Optional.empty(), false);
  }

  ScriptedRelay relay(Optional<PfxOptions> certificate, boolean tlsFromTheStart) throws Exception {
    ScriptedRelay relay = new ScriptedRelay(vertx, certificate, tlsFromTheStart);
    opened.add(relay);
    return relay;
  }

  SmtpMailSender sender(int port, Duration deadline) {
    return sender("127.0.0.1", port, SmtpRelay.Security.NONE, Optional.empty(), deadline);
  }

  SmtpMailSender tls(int port, SmtpRelay.Security security) {
    return sender("localhost", port, security, Optional.empty(), PATIENT);
  }

  SmtpMailSender login(int port) {
    return sender(
        "127.0.0.1",
        port,
        SmtpRelay.Security.NONE,
        Optional.of(new SmtpRelay.Login("user", "for-tests")),
        PATIENT);
  }

  SmtpMailSender sender(
      String host,
      int port,
      SmtpRelay.Security security,
      Optional<SmtpRelay.Login> login,
      Duration deadline) {
    return open(new SmtpRelay(host, port, security, login, FROM, deadline, 2, 1000));
  }

  /** With one connection only, so that it is free again if the next e-mail arrives. */
  SmtpMailSender single(int port, Duration deadline) {
    return open(
        new SmtpRelay(
            "127.0.0.1", port, SmtpRelay.Security.NONE, Optional.empty(), FROM, deadline, 1, 1000));
  }

  SmtpMailSender open(SmtpRelay relay) {
    SmtpMailSender sender = new SmtpMailSender(relay);
    opened.add(() -> awaitAny(sender.close()));
    return sender;
  }

  /** Makes the JDK trust the certificate, until the test ends. */
  void trust(PfxOptions certificate) throws Exception {
    SSLContext before = SSLContext.getDefault();
    opened.add(() -> SSLContext.setDefault(before));
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, certificate.getTrustManagerFactory(vertx).getTrustManagers(), null);
    SSLContext.setDefault(trusting);
  }

  static MailResult await(Future<MailResult> mailResult) throws Exception {
    return awaitAny(mailResult);
  }

  static <T> T awaitAny(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
