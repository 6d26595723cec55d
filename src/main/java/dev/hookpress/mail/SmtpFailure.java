package dev.hookpress.mail;

import dev.hookpress.deliver.MailResult;
import io.vertx.core.VertxException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** Maps the mail client's exceptions to mail results. */
final class SmtpFailure {
  /** The most causes examined: they nest a handful deep, but one may be its own cause. */
  private static final int MAX_DEPTH = 10;

  private static final int MAX_LENGTH = 300;

  /** RFC 5321, section 4.2.2: the e-mail is larger than the relay accepts. */
  private static final int TOO_LARGE = 552;

  /**
   * How the client's messages begin when the e-mail is the cause. Failures of earlier steps
   * (greeting, login, sender) do not depend on the e-mail.
   */
  private static final List<String> OF_THE_LETTER =
      List.of("recipient address not accepted", "DATA command not accepted", "sending data failed");

  private static final String TOO_LARGE_FOR_RELAY = "message exceeds allowed size limit";

  private SmtpFailure() {}

  static MailResult mailResult(Throwable failure, String relay, Duration took) {
    if (failure instanceof SMTPException answered) {
      return answered(answered, relay, took);
    }
    String words = line(String.valueOf(failure.getMessage()));
    if (words.startsWith(TOO_LARGE_FOR_RELAY)) {
      return new MailResult.Refused(TOO_LARGE, words, took);
    }
    return new MailResult.Unreachable(kind(failure), relay + ": " + words(failure), took);
  }

  private static MailResult answered(SMTPException answered, String relay, Duration took) {
    int status = answered.getReplyCode();
    String reply = line(String.join(" ", answered.getReplyMessages()));
    if (answered.isTransient()) {
      return new MailResult.Later(status, reply, took);
    }
    String message = String.valueOf(answered.getMessage());
    boolean ofTheLetter = OF_THE_LETTER.stream().anyMatch(message::startsWith);
    return ofTheLetter || status == TOO_LARGE
        ? new MailResult.Refused(status, reply, took)
        : new MailResult.Unreachable(
            MailResult.Kind.RELAY_REFUSED, line(relay + " does not serve us: " + reply), took);
  }

  private static MailResult.Kind kind(Throwable failure) {
    if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
      return MailResult.Kind.TLS_FAILED;
    }
    if (has(failure, UnknownHostException.class)) {
      return MailResult.Kind.DNS_FAILED;
    }
    if (failure instanceof RuntimeException && !(failure instanceof VertxException)) {
      return MailResult.Kind.INTERNAL;
    }
    String words = String.valueOf(failure.getMessage());
    if (words.startsWith("STARTTLS required")) {
      return MailResult.Kind.TLS_FAILED;
    }
    return words.startsWith("login is required")
        ? MailResult.Kind.RELAY_REFUSED
        : MailResult.Kind.CONNECT_FAILED;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static String words(Throwable failure) {
    if (has(failure, ConnectException.class)) {
      // The transport's own message belongs in its own log.
      return "no connection could be made";
    }
    if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
      // The library's message quotes what was received, such as a banner.
      return "no secure connection could be made";
    }
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : line(failure.getMessage());
  }

  /** Shortens text to one line, since a relay's reply may repeat untrusted input. */
  private static String line(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
  }
}
