package dev.hookpress.mail;

import static dev.hookpress.mail.SmtpBench.EMAIL;
import static dev.hookpress.mail.SmtpBench.ID;
import static dev.hookpress.mail.SmtpBench.NOW;
import static dev.hookpress.mail.SmtpBench.assertUnreachable;
import static dev.hookpress.mail.SmtpBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.hookpress.deliver.MailResult;
import dev.hookpress.outbound.TestCertificate;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TLS and login at a relay. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SmtpSecurityIT {
  @RegisterExtension final SmtpBench smtp = new SmtpBench();

  @Test
  void aWrongPasswordIsNotTheEmailsFault() throws Exception {
    ScriptedRelay relay =
        smtp.relay()
            .answer("EHLO", "250-relay.test\r\n250 AUTH PLAIN")
            .answer("AUTH", "535 5.7.8 bad credentials");
    SmtpMailSender sender = smtp.login(relay.port());

    MailResult mailResult = await(sender.post(ID, EMAIL, NOW));

    assertUnreachable(mailResult, MailResult.Kind.RELAY_REFUSED);
    assertThat(mailResult.toString()).doesNotContain("for-tests");
    relay.answer("EHLO", "250 relay.test");
    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.RELAY_REFUSED);
  }

  @Test
  void theSenderLogsIn() throws Exception {
    GreenMail server = smtp.mailServer();
    server.setUser("user", "for-tests");
    ScriptedRelay relay =
        smtp.relay()
            .answer("EHLO", "250-relay.test\r\n250 AUTH LOGIN")
            .answer("AUTH", "334 VXNlcm5hbWU6")
            .answer(base64("user"), "334 UGFzc3dvcmQ6")
            .answer(base64("for-tests"), "235 2.7.0 welcome");

    assertThat(await(smtp.login(server.getSmtp().getPort()).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
    assertThat(await(smtp.login(relay.port()).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void startTlsIsUsedAndTheCertificateChecked() throws Exception {
    PfxOptions certificate = TestCertificate.forName("localhost");
    ScriptedRelay relay =
        smtp.relay(Optional.of(certificate), false)
            .answer("EHLO", "250-relay.test\r\n250 STARTTLS");

    assertUnreachable(
        await(smtp.tls(relay.port(), SmtpRelay.Security.STARTTLS).post(ID, EMAIL, NOW)),
        MailResult.Kind.TLS_FAILED);
    smtp.trust(TestCertificate.forName("localhost"));
    assertUnreachable(
        await(smtp.tls(relay.port(), SmtpRelay.Security.STARTTLS).post(ID, EMAIL, NOW)),
        MailResult.Kind.TLS_FAILED);
    assertThat(relay.heard()).contains("STARTTLS").noneMatch(line -> line.startsWith("MAIL"));
    smtp.trust(certificate);
    assertThat(await(smtp.tls(relay.port(), SmtpRelay.Security.STARTTLS).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
    assertThat(relay.heard()).anyMatch(line -> line.startsWith("MAIL FROM:"));
  }

  @Test
  void aCertificateForAnotherNameIsRejected() throws Exception {
    PfxOptions certificate = TestCertificate.forName("other.example");
    smtp.trust(certificate);
    ScriptedRelay starting =
        smtp.relay(Optional.of(certificate), false)
            .answer("EHLO", "250-relay.test\r\n250 STARTTLS");
    ScriptedRelay implicit = smtp.relay(Optional.of(certificate), true);

    assertUnreachable(
        await(smtp.tls(starting.port(), SmtpRelay.Security.STARTTLS).post(ID, EMAIL, NOW)),
        MailResult.Kind.TLS_FAILED);
    assertUnreachable(
        await(smtp.tls(implicit.port(), SmtpRelay.Security.IMPLICIT).post(ID, EMAIL, NOW)),
        MailResult.Kind.TLS_FAILED);
    assertThat(starting.heard()).noneMatch(line -> line.startsWith("MAIL"));
    assertThat(implicit.heard()).isEmpty();
  }

  @Test
  void tlsIsUsedFromTheFirstByte() throws Exception {
    PfxOptions certificate = TestCertificate.forName("localhost");
    ScriptedRelay relay = smtp.relay(Optional.of(certificate), true);
    smtp.trust(certificate);

    assertThat(await(smtp.tls(relay.port(), SmtpRelay.Security.IMPLICIT).post(ID, EMAIL, NOW)))
        .isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void nothingIsSentWithoutTheRequiredTls() throws Exception {
    ScriptedRelay relay = smtp.relay();

    assertUnreachable(
        await(smtp.tls(relay.port(), SmtpRelay.Security.STARTTLS).post(ID, EMAIL, NOW)),
        MailResult.Kind.TLS_FAILED);
    relay.answer("EHLO", "502 5.5.1 what?").answer("HELO", "250 relay.test");
    assertUnreachable(
        await(smtp.tls(relay.port(), SmtpRelay.Security.STARTTLS).post(ID, EMAIL, NOW)),
        MailResult.Kind.TLS_FAILED);
    assertThat(relay.heard()).noneMatch(line -> line.startsWith("MAIL"));
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8))
        .toUpperCase(Locale.ROOT);
  }
}
