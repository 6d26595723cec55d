package dev.hookpress.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.MailResult;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class SmtpFailureTest {
  private static MailResult.Kind kind(Throwable failure) {
    return ((MailResult.Unreachable) mailResult(failure)).kind();
  }

  private static MailResult mailResult(Throwable failure) {
    return SmtpFailure.mailResult(failure, "relay:25", Duration.ZERO);
  }

  @Test
  void whatWentWrongOnTheWayIsTold() {
    assertThat(kind(new UnknownHostException("relay"))).isEqualTo(MailResult.Kind.DNS_FAILED);
    assertThat(kind(new IOException("reset"))).isEqualTo(MailResult.Kind.CONNECT_FAILED);
    assertThat(kind(new IOException(new SSLHandshakeException("no trust"))))
        .isEqualTo(MailResult.Kind.TLS_FAILED);
    assertThat(kind(new NullPointerException())).isEqualTo(MailResult.Kind.INTERNAL);
  }

  @Test
  void aReplyIsOneShortLine() {
    MailResult mailResult =
        mailResult(
            new SMTPException(
                "recipient address not accepted",
                550,
                List.of("550-no", "550 " + "x".repeat(999) + "\u0007"),
                false));

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
  void itsOwnCauseEndsNothing() {
    IOException one = new IOException("one");
    IOException other = new IOException("other", one);
    one.initCause(other);

    assertThat(kind(other)).isEqualTo(MailResult.Kind.CONNECT_FAILED);
  }
}
