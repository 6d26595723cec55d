package dev.hookpress.mail;

import dev.hookpress.deliver.MailResult;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Maps the mail library's exceptions to mail results. */
final class SmtpFailure {
  /** The most causes examined: they nest a handful deep, but one may be its own cause. */
  private static final int MAX_DEPTH = 10;

  private static final int MAX_LENGTH = 300;

  /** The commands whose rejection the e-mail causes; that of earlier ones does not depend on it. */
  private static final Set<String> OF_THE_EMAIL = Set.of("RCPT", "DATA", ".");

  private SmtpFailure() {}

  static MailResult mailResult(Throwable failure, String relay, Duration took) {
    return cause(failure, RelayTransport.Rejected.class)
        .map(rejected -> rejected(rejected, relay, took))
        .orElseGet(
            () ->
                new MailResult.Unreachable(
                    kind(failure), line(relay + ": " + words(failure)), took));
  }

  private static MailResult rejected(RelayTransport.Rejected it, String relay, Duration took) {
    String reply = line(it.getMessage());
    if (it.code < 500) {
      return new MailResult.Later(it.code, reply, took);
    }
    return OF_THE_EMAIL.contains(it.command) || it.code == RelayTransport.TOO_LARGE
        ? new MailResult.Refused(it.code, reply, took)
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
    if (has(failure, SocketTimeoutException.class)) {
      return MailResult.Kind.TIMEOUT;
    }
    if (failure instanceof AuthenticationFailedException) {
      return MailResult.Kind.RELAY_REFUSED;
    }
    return failure instanceof RuntimeException
        ? MailResult.Kind.INTERNAL
        : MailResult.Kind.CONNECT_FAILED;
  }

  /** The first cause's message: those of the library around it repeat it, or say little. */
  private static String words(Throwable failure) {
    if (has(failure, ConnectException.class)) {
      return "no connection could be made";
    }
    if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
      // The library's message quotes what was received, such as a banner.
      return "no secure connection could be made";
    }
    Throwable first = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    return first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return cause(failure, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause).limit(MAX_DEPTH);
  }

  /** Shortens text to one line, since a relay's reply may repeat untrusted input. */
  private static String line(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
  }
}
