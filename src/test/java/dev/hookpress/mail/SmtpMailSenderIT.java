package dev.hookpress.mail;

import static dev.hookpress.mail.SmtpBench.EMAIL;
import static dev.hookpress.mail.SmtpBench.ID;
import static dev.hookpress.mail.SmtpBench.NOW;
import static dev.hookpress.mail.SmtpBench.PATIENT;
import static dev.hookpress.mail.SmtpBench.TO;
import static dev.hookpress.mail.SmtpBench.assertUnreachable;
import static dev.hookpress.mail.SmtpBench.await;
import static dev.hookpress.mail.SmtpBench.awaitAny;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.hookpress.deliver.MailResult;
import dev.hookpress.dialect.email.EmailContent;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The e-mail that arrives, and the meaning of a relay's replies. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SmtpMailSenderIT {
  @RegisterExtension final SmtpBench smtp = new SmtpBench();

  @Test
  void anEmailArrivesAsTextAndHtml() throws Exception {
    GreenMail server = smtp.mailServer();
    SmtpMailSender sender = smtp.sender(server.getSmtp().getPort(), PATIENT);

    MailResult mailResult = await(sender.post(ID, EMAIL, NOW));

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
    assertPart(parts.getBodyPart(0), "text/plain", EMAIL.text());
    assertPart(parts.getBodyPart(1), "text/html", EMAIL.html());
  }

  @Test
  void theResultArrivesOnTheCallersContext() throws Exception {
    SmtpMailSender sender = smtp.sender(smtp.mailServer().getSmtp().getPort(), PATIENT);
    Context context = smtp.vertx.getOrCreateContext();
    Promise<Boolean> sameContext = Promise.promise();

    context.runOnContext(
        on ->
            sender
                .post(ID, EMAIL, NOW)
                .onComplete(posted -> sameContext.complete(Vertx.currentContext() == context)));

    assertThat(awaitAny(sameContext.future())).isTrue();
  }

  @Test
  void aRepeatedEmailHasTheSameMessageId() throws Exception {
    GreenMail server = smtp.mailServer();
    SmtpMailSender sender = smtp.sender(server.getSmtp().getPort(), PATIENT);

    await(sender.post(ID, EMAIL, NOW));
    await(sender.post(ID, EMAIL, NOW.plusSeconds(300)));

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
    assertThat(mails[1].getHeader("Date")).containsExactly("Sat, 21 Nov 2026 09:53:09 +0000");
  }

  @Test
  void aLargeEmailArrivesWhole() throws Exception {
    GreenMail server = smtp.mailServer();
    String text = "a line of some length, and ä\n".repeat(20_000);
    EmailContent large = new EmailContent(TO, "Large", text, "<p>" + text + "</p>\n");

    assertThat(await(smtp.sender(server.getSmtp().getPort(), PATIENT).post(ID, large, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
    MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
    assertPart(parts.getBodyPart(0), "text/plain", text);
  }

  @Test
  void aServerThatCannotStoreItNowIsTriedLater() throws Exception {
    GreenMail server = smtp.mailServer();
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, to) -> {
              throw new IllegalStateException("full");
            });

    assertThat(await(smtp.sender(server.getSmtp().getPort(), PATIENT).post(ID, EMAIL, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Later.class, later -> assertThat(later.status()).isEqualTo(451));
  }

  @Test
  void anUnknownRecipientIsRefusedForGood() throws Exception {
    ScriptedRelay relay =
        smtp.relay().answer("RCPT", "550-5.1.1 no such user\r\n550 5.1.1 <team@example.com> here");
    SmtpMailSender sender = smtp.sender(relay.port(), PATIENT);

    assertThat(await(sender.post(ID, EMAIL, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(550);
              assertThat(refused.reply()).contains("no such user").doesNotContain("\n", "\r");
            });
    relay.answer("RCPT", "450 4.2.0 greylisted, come again");
    assertThat(await(sender.post(ID, EMAIL, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Later.class, later -> assertThat(later.reply()).contains("greylisted"));
    relay.answer("RCPT", "250 ok").answer("END", "554 5.7.1 looks like spam");
    assertThat(await(sender.post(ID, EMAIL, NOW))).isInstanceOf(MailResult.Refused.class);
    relay.answer("END", "250 ok");
    assertThat(await(sender.post(ID, EMAIL, NOW))).isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void anEmailOverTheRelaysSizeLimitIsRefusedForGood() throws Exception {
    ScriptedRelay relay = smtp.relay().answer("EHLO", "250-relay.test\r\n250 SIZE 1000");

    assertThat(await(smtp.sender(relay.port(), PATIENT).post(ID, EMAIL, NOW)))
        .isInstanceOfSatisfying(
            MailResult.Refused.class, refused -> assertThat(refused.status()).isEqualTo(552));
  }

  @Test
  void aRejectedSenderIsNotTheEmailsFault() throws Exception {
    ScriptedRelay relay = smtp.relay().answer("MAIL", "553 5.7.1 not your address");
    SmtpMailSender sender = smtp.sender(relay.port(), PATIENT);

    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.RELAY_REFUSED);
    relay.answer("GREETING", "554 no service");
    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.RELAY_REFUSED);
    relay.answer("GREETING", "421 too many connections");
    assertThat(await(sender.post(ID, EMAIL, NOW))).isInstanceOf(MailResult.Later.class);
  }

  @Test
  void aRelayThatIsDownIsReported() throws Exception {
    ScriptedRelay relay = smtp.relay();
    relay.close();

    assertUnreachable(
        await(smtp.sender(relay.port(), PATIENT).post(ID, EMAIL, NOW)),
        MailResult.Kind.CONNECT_FAILED);
  }

  @Test
  void aRelayWithoutEhloIsServed() throws Exception {
    ScriptedRelay relay =
        smtp.relay().answer("EHLO", "502 5.5.1 what?").answer("HELO", "250 relay.test");

    assertThat(await(smtp.sender(relay.port(), PATIENT).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void aRejectionStandsWhateverTheRelayDoesNext() throws Exception {
    ScriptedRelay relay =
        smtp.relay()
            .act(
                "END",
                socket -> socket.write("554 5.7.1 looks like spam\r\n").eventually(socket::close));

    assertThat(await(smtp.sender(relay.port(), PATIENT).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Refused.class);
    relay.answer("RCPT", "550 5.1.1 no such user").answer("RSET", "");
    assertThat(await(smtp.sender(relay.port(), PATIENT).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Refused.class);
  }

  @Test
  void anythingButSmtpIsAFailedConnection() throws Exception {
    ScriptedRelay relay = smtp.relay().answer("GREETING", "HTTP/1.1 400 Bad Request");
    SmtpMailSender sender = smtp.sender(relay.port(), PATIENT);

    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.CONNECT_FAILED);
    relay.act("GREETING", NetSocket::close);
    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.CONNECT_FAILED);
    relay.answer("GREETING", "220 relay.test").act("RCPT", NetSocket::close);
    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.CONNECT_FAILED);
  }

  @Test
  void anEmailsContentIsNoCommand() throws Exception {
    ScriptedRelay relay = smtp.relay();
    EmailContent hostile =
        new EmailContent(
            TO,
            "=?utf-8?q?a=0D=0ABcc:_x@example.com?=",
            "one\n.\nRCPT TO:<x@example.com>\r.\rRCPT TO:<y@example.com>\r\n.\r\nQUIT\n",
            "<p>\r\n.\r\nQUIT\r\n</p>");

    assertThat(await(smtp.sender(relay.port(), PATIENT).post(ID, hostile, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
    assertThat(relay.commands()).hasSize(5).last().isEqualTo(".");
    assertThat(relay.commands())
        .filteredOn(line -> line.startsWith("RCPT"))
        .containsExactly("RCPT TO:<team@example.com>");
    assertThat(relay.heard()).noneMatch(line -> line.startsWith("Bcc"));
  }

  private static void assertPart(BodyPart part, String type, String content) throws Exception {
    assertThat(part.getContentType()).startsWith(type).contains("utf-8");
    assertThat(part.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(content.strip());
  }
}
