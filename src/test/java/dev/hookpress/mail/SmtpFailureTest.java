package dev.hookpress.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.MailResult;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpFailureTest {
  private static MailResult.Kind kind(Throwable failure) {
    return ((MailResult.Unreachable) mailResult(failure)).kind();
  }

  private static MailResult mailResult(Throwable failure) {
    return SmtpFailure.mailResult(failure, "relay:25", Duration.ZERO);
  }

  private static MailResult rejected(String command, int code, String reply) {
    return mailResult(new RelayTransport.Rejected(command, code, reply));
  }

  @Test
  void theCauseDecidesTheKindOfAFailure() {
    assertThat(kind(wrapped(new UnknownHostException("relay"))))
        .isEqualTo(MailResult.Kind.DNS_FAILED);
    assertThat(kind(wrapped(new IOException("reset")))).isEqualTo(MailResult.Kind.CONNECT_FAILED);
    assertThat(kind(wrapped(new SocketTimeoutException()))).isEqualTo(MailResult.Kind.TIMEOUT);
    assertThat(kind(new IOException(new SSLHandshakeException("no trust"))))
        .isEqualTo(MailResult.Kind.TLS_FAILED);
    assertThat(kind(new AuthenticationFailedException("no method in common")))
        .isEqualTo(MailResult.Kind.RELAY_REFUSED);
    assertThat(kind(new NullPointerException())).isEqualTo(MailResult.Kind.INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RCPT", "DATA", "."})
  void aRejectedRecipientOrContentIsRefusedForGood(String command) {
    assertThat(rejected(command, 550, "550 no")).isInstanceOf(MailResult.Refused.class);
    assertThat(rejected(command, 450, "450 no")).isInstanceOf(MailResult.Later.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EHLO", "STARTTLS", "AUTH", "MAIL"})
  void anEarlierRejectionIsNotTheEmailsFault(String command) {
    assertThat(kind(new RelayTransport.Rejected(command, 550, "550 no")))
        .isEqualTo(MailResult.Kind.RELAY_REFUSED);
    assertThat(rejected(command, 421, "421 no")).isInstanceOf(MailResult.Later.class);
    assertThat(rejected(command, 552, "552 too large")).isInstanceOf(MailResult.Refused.class);
  }

  @Test
  void aRejectionDuringTheLoginIsFoundAmongTheCauses() {
    MessagingException login =
        new AuthenticationFailedException("", new RelayTransport.Rejected("AUTH", 454, "454 busy"));

    assertThat(mailResult(login)).isInstanceOf(MailResult.Later.class);
  }

  @Test
  void aReplyIsShortenedToOneLine() {
    MailResult mailResult = rejected("RCPT", 550, "550-no\n550 " + "x".repeat(999) + "\u0007");

    assertThat(mailResult)
        .isInstanceOfSatisfying(
            MailResult.Refused.class,
            refused ->
                assertThat(refused.reply())
                    .hasSize(300)
                    .matches("[ -~]*")
                    .startsWith("550-no 550"));
  }

  @Test
  void aCycleOfCausesIsNoProblem() {
    IOException one = new IOException("one");
    IOException other = new IOException("other", one);
    one.initCause(other);

    assertThat(kind(other)).isEqualTo(MailResult.Kind.CONNECT_FAILED);
  }

  private static MessagingException wrapped(Exception cause) {
    return new MessagingException("Could not connect", cause);
  }
}
