package dev.hookpress.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.deliver.MailResult;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.NotificationId;
import dev.hookpress.outbound.TestCertificate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letters to a real mail server, and to relays that misbehave. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SmtpMailSenderIT {
  private static final EmailAddress FROM = new EmailAddress("hookpress@sender.example");
  private static final EmailAddress TO = new EmailAddress("team@example.com");
  private static final Instant NOW = Instant.parse("2026-11-21T09:48:09Z");
  private static final NotificationId ID =
      NotificationId.parse("01M7Z5CFXQ0V4X1WQ2N3P4R5S6").orElseThrow();
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final EmailContent LETTER =
      new EmailContent(
          TO,
          "Job job_1: success",
          "Größe: 184.3 kB\n.a line that begins with a dot\n\nlast\n",
          "<p>Größe 🎉 = \"184.3 kB\"</p>\n" + "x".repeat(2000) + "\n");

  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    Collections.reverse(opened);
    for (AutoCloseable each : opened) {
      each.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aLetterArrivesInBothParts() throws Exception {
    GreenMail server = mailServer();
    SmtpMailSender office = office(server.getSmtp().getPort(), PATIENT);

    MailResult mailResult = await(office.post(ID, LETTER, NOW));

    assertThat(mailResult)
        .isInstanceOfSatisfying(
            MailResult.Accepted.class,
            accepted -> {
              assertThat(accepted.messageId()).isEqualTo("<" + ID + "@sender.example>");
              assertThat(accepted.relay()).isEqualTo("127.0.0.1:" + server.getSmtp().getPort());
            });
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Job job_1: success");
    assertThat(mail.getHeader("From")).containsExactly("hookpress@sender.example");
    assertThat(mail.getHeader("To")).containsExactly("team@example.com");
    assertThat(mail.getHeader("Message-ID")).containsExactly("<" + ID + "@sender.example>");
    assertThat(mail.getHeader("Date")).containsExactly("Sat, 21 Nov 2026 09:48:09 +0000");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Return-Path")).containsExactly("<hookpress@sender.example>");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertPart(parts.getBodyPart(0), "text/plain", LETTER.text());
    assertPart(parts.getBodyPart(1), "text/html", LETTER.html());
  }

  @Test
  void theAnswerComesBackToItsCaller() throws Exception {
    SmtpMailSender office = office(mailServer().getSmtp().getPort(), PATIENT);
    Context context = vertx.getOrCreateContext();
    Promise<Boolean> sameContext = Promise.promise();

    context.runOnContext(
        on ->
            office
                .post(ID, LETTER, NOW)
                .onComplete(posted -> sameContext.complete(Vertx.currentContext() == context)));

    assertThat(awaitAny(sameContext.future())).isTrue();
  }

  @Test
  void aRepeatCanBeRecognised() throws Exception {
    GreenMail server = mailServer();
    SmtpMailSender office = office(server.getSmtp().getPort(), PATIENT);

    await(office.post(ID, LETTER, NOW));
    await(office.post(ID, LETTER, NOW.plusSeconds(300)));

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
    assertThat(mails[1].getHeader("Date")).containsExactly("Sat, 21 Nov 2026 09:53:09 +0000");
  }

  @Test
  void aLargeLetterArrivesWhole() throws Exception {
    GreenMail server = mailServer();
    String text = "a line of some length, and ä\n".repeat(20_000);
    EmailContent large = new EmailContent(TO, "Large", text, "<p>" + text + "</p>\n");

    assertThat(await(office(server.getSmtp().getPort(), PATIENT).post(ID, large, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
    MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
    assertPart(parts.getBodyPart(0), "text/plain", text);
  }

  @Test
  void aServerThatCannotStoreItNowIsAskedLater() throws Exception {
    GreenMail server = mailServer();
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, to) -> {
              throw new IllegalStateException("full");
            });

    assertThat(await(office(server.getSmtp().getPort(), PATIENT).post(ID, LETTER, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Later.class, later -> assertThat(later.status()).isEqualTo(451));
  }

  @Test
  void anUnknownRecipientIsRefusedForGood() throws Exception {
    ScriptedRelay relay =
        relay(Optional.empty())
            .answerWriter("RCPT", "550-5.1.1 no such user\r\n550 5.1.1 <team@example.com> here");
    SmtpMailSender office = office(relay.port(), PATIENT);

    assertThat(await(office.post(ID, LETTER, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(550);
              assertThat(refused.reply()).contains("no such user").doesNotContain("\n", "\r");
            });
    relay.answerWriter("RCPT", "450 4.2.0 greylisted, come again");
    assertThat(await(office.post(ID, LETTER, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Later.class, later -> assertThat(later.reply()).contains("greylisted"));
    relay.answerWriter("RCPT", "250 ok").answerWriter("END", "554 5.7.1 looks like spam");
    assertThat(await(office.post(ID, LETTER, NOW))).isInstanceOf(MailResult.Refused.class);
    relay.answerWriter("END", "250 ok");
    assertThat(await(office.post(ID, LETTER, NOW))).isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void aLetterThatIsTooLargeForTheRelayIsRefusedForGood() throws Exception {
    ScriptedRelay relay =
        relay(Optional.empty()).answerWriter("EHLO", "250-relay.test\r\n250 SIZE 1000");

    assertThat(await(office(relay.port(), PATIENT).post(ID, LETTER, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Refused.class, refused -> assertThat(refused.status()).isEqualTo(552));
  }

  @Test
  void aRelayThatDoesNotServeUsSaysNothingAboutTheLetter() throws Exception {
    ScriptedRelay relay =
        relay(Optional.empty()).answerWriter("MAIL", "553 5.7.1 not your address");
    SmtpMailSender office = office(relay.port(), PATIENT);

    assertUnreachable(await(office.post(ID, LETTER, NOW)), MailResult.Kind.RELAY_REFUSED);
    relay.answerWriter("GREETING", "554 no service");
    assertUnreachable(await(office.post(ID, LETTER, NOW)), MailResult.Kind.RELAY_REFUSED);
    relay.answerWriter("GREETING", "421 too many connections");
    assertThat(await(office.post(ID, LETTER, NOW))).isInstanceOf(MailResult.Later.class);
  }

  @Test
  void aWrongPasswordIsNotTheLettersFault() throws Exception {
    ScriptedRelay relay =
        relay(Optional.empty())
            .answerWriter("EHLO", "250-relay.test\r\n250 AUTH PLAIN")
            .answerWriter("AUTH", "535 5.7.8 bad credentials");
    SmtpMailSender office = office(relay.port(), PATIENT, SmtpRelay.Security.NONE, login(), null);

    MailResult mailResult = await(office.post(ID, LETTER, NOW));

    assertUnreachable(mailResult, MailResult.Kind.RELAY_REFUSED);
    assertThat(mailResult.toString()).doesNotContain("for-tests");
    relay.answerWriter("EHLO", "250 relay.test");
    assertUnreachable(await(office.post(ID, LETTER, NOW)), MailResult.Kind.RELAY_REFUSED);
  }

  @Test
  void aRelayThatIsDownIsAValue() throws Exception {
    ScriptedRelay relay = relay(Optional.empty());
    relay.close();

    assertUnreachable(
        await(office(relay.port(), PATIENT).post(ID, LETTER, NOW)), MailResult.Kind.CONNECT_FAILED);
  }

  @Test
  void aSilentRelayIsLeftAtTheDeadlineAndTriedAgain() throws Exception {
    ScriptedRelay relay = relay(Optional.empty()).answerWriter("END", "");
    SmtpMailSender office = office(relay.port(), SHORT);

    MailResult mailResult = await(office.post(ID, LETTER, NOW));
    assertUnreachable(mailResult, MailResult.Kind.TIMEOUT);
    assertThat(mailResult.took()).isBetween(SHORT, PATIENT);
    relay.answerWriter("GREETING", "");
    assertUnreachable(await(office.post(ID, LETTER, NOW)), MailResult.Kind.TIMEOUT);

    relay.answerWriter("GREETING", "220 back").answerWriter("END", "250 ok");
    MailResult last;
    do {
      last = await(office.post(ID, LETTER, NOW));
    } while (!(last instanceof MailResult.Accepted));
  }

  @Test
  void whatWaitsForAConnectionIsBoundedInNumberAndTime() throws Exception {
    ScriptedRelay relay = relay(Optional.empty()).answerWriter("GREETING", "");
    SmtpMailSender office =
        open(
            new SmtpRelay(
                "127.0.0.1",
                relay.port(),
                SmtpRelay.Security.NONE,
                Optional.empty(),
                FROM,
                SHORT,
                1,
                1,
                Optional.empty()));

    Future<MailResult> first = office.post(ID, LETTER, NOW);
    Future<MailResult> second = office.post(ID, LETTER, NOW);
    MailResult third = await(office.post(ID, LETTER, NOW));

    assertUnreachable(third, MailResult.Kind.BUSY);
    assertUnreachable(await(first), MailResult.Kind.TIMEOUT);
    assertUnreachable(await(second), MailResult.Kind.BUSY);
    assertThat(relay.mostOpen()).isEqualTo(1);
  }

  @Test
  void manyLettersShareTheConnections() throws Exception {
    ScriptedRelay relay = relay(Optional.empty());
    SmtpMailSender office = office(relay.port(), PATIENT);

    List<Future<MailResult>> postings = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      postings.add(office.post(ID, LETTER, NOW));
    }

    for (Future<MailResult> each : postings) {
      assertThat(await(each)).isInstanceOf(MailResult.Accepted.class);
    }
    assertThat(relay.mostOpen()).isBetween(1, 2);
  }

  @Test
  void startTlsIsAskedForAndTheCertificateChecked() throws Exception {
    PfxOptions certificate = TestCertificate.forName("localhost");
    ScriptedRelay relay =
        relay(Optional.of(certificate)).answerWriter("EHLO", "250-relay.test\r\n250 STARTTLS");

    assertThat(await(tls(relay.port(), certificate).post(ID, LETTER, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
    assertThat(relay.heard()).contains("STARTTLS").anyMatch(line -> line.startsWith("MAIL FROM:"));
    relay.heard().clear();
    assertUnreachable(
        await(tls(relay.port(), null).post(ID, LETTER, NOW)), MailResult.Kind.TLS_FAILED);
    assertUnreachable(
        await(tls(relay.port(), TestCertificate.forName("localhost")).post(ID, LETTER, NOW)),
        MailResult.Kind.TLS_FAILED);
    assertThat(relay.heard()).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void withoutTheTlsThatIsAskedForNothingIsSent() throws Exception {
    ScriptedRelay relay = relay(Optional.empty());

    assertUnreachable(
        await(tls(relay.port(), null).post(ID, LETTER, NOW)), MailResult.Kind.TLS_FAILED);
    assertThat(relay.heard()).noneMatch(line -> line.startsWith("MAIL"));
  }

  private static void assertPart(BodyPart part, String type, String content) throws Exception {
    assertThat(part.getContentType()).startsWith(type).contains("utf-8");
    assertThat(part.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(content.strip());
  }

  private static void assertUnreachable(MailResult mailResult, MailResult.Kind kind) {
    assertThat(mailResult)
        .isInstanceOfSatisfying(
            MailResult.Unreachable.class,
            unreachable ->
                assertThat(unreachable.kind()).as(mailResult.toString()).isEqualTo(kind));
  }

  private GreenMail mailServer() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    opened.add(server::stop);
    return server;
  }

  private ScriptedRelay relay(Optional<PfxOptions> certificate) throws Exception {
    ScriptedRelay relay = new ScriptedRelay(vertx, certificate);
    opened.add(relay);
    return relay;
  }

  private SmtpMailSender tls(int port, TrustOptions trust) {
    return open(
        new SmtpRelay(
            "localhost",
            port,
            SmtpRelay.Security.STARTTLS,
            Optional.empty(),
            FROM,
            PATIENT,
            2,
            1000,
            Optional.ofNullable(trust)));
  }

  private static Optional<SmtpRelay.Login> login() {
    return Optional.of(new SmtpRelay.Login("user", "for-tests"));
  }

  private SmtpMailSender office(int port, Duration deadline) {
    return office(port, deadline, SmtpRelay.Security.NONE, Optional.empty(), null);
  }

  private SmtpMailSender office(
      int port,
      Duration deadline,
      SmtpRelay.Security security,
      Optional<SmtpRelay.Login> login,
      TrustOptions trust) {
    return open(
        new SmtpRelay(
            "127.0.0.1",
            port,
            security,
            login,
            FROM,
            deadline,
            2,
            1000,
            Optional.ofNullable(trust)));
  }

  private SmtpMailSender open(SmtpRelay relay) {
    SmtpMailSender office = new SmtpMailSender(relay);
    opened.add(() -> awaitAny(office.close()));
    return office;
  }

  private static MailResult await(Future<MailResult> mailResult) throws Exception {
    return awaitAny(mailResult);
  }

  private static <T> T awaitAny(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
