package dev.hookpress.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.Posting;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class SmtpFailureTest {
  private static Posting.Kind kind(Throwable failure) {
    return ((Posting.Unreachable) posting(failure)).kind();
  }

  private static Posting posting(Throwable failure) {
    return SmtpFailure.posting(failure, "relay:25", Duration.ZERO);
  }

  @Test
  void whatWentWrongOnTheWayIsTold() {
    assertThat(kind(new UnknownHostException("relay"))).isEqualTo(Posting.Kind.DNS_FAILED);
    assertThat(kind(new IOException("reset"))).isEqualTo(Posting.Kind.CONNECT_FAILED);
    assertThat(kind(new IOException(new SSLHandshakeException("no trust"))))
        .isEqualTo(Posting.Kind.TLS_FAILED);
    assertThat(kind(new NullPointerException())).isEqualTo(Posting.Kind.INTERNAL);
  }

  @Test
  void aReplyIsOneShortLine() {
    Posting posting =
        posting(
            new SMTPException(
                "recipient address not accepted",
                550,
                List.of("550-no", "550 " + "x".repeat(999) + "\u0007"),
                false));

    assertThat(posting)
        .isInstanceOfSatisfying(
            Posting.Refused.class,
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

    assertThat(kind(other)).isEqualTo(Posting.Kind.CONNECT_FAILED);
  }
}
