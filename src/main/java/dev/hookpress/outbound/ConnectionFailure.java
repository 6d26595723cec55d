package dev.hookpress.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Describes a connection failure in fixed wording: nothing that the peer or a library said reaches
 * tenants.
 */
record ConnectionFailure(ExchangeResult.Kind kind, String message) {
  /** Causes nest a few levels deep; the bound guards against a cycle. */
  private static final int MAX_DEPTH = 10;

  /** The JDK's names of TLS alerts from the peer (RFC 8446 §6), a closed list. */
  private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]{1,40})");

  private static final Pattern PROXY_STATUS = Pattern.compile("status: ([1-5]\\d\\d)\\b");
  private static final Pattern TARGETS_FAULT = Pattern.compile("50[234]");

  /** Classifies why a connection could not be opened. */
  static ConnectionFailure connecting(Throwable failure, String host, boolean tls) {
    if (failure instanceof ConnectionPool.Full) {
      return new ConnectionFailure(
          ExchangeResult.Kind.INTERNAL, "too many requests wait for a connection to " + host);
    }
    if (has(failure, ProxyConnectException.class)) {
      return proxied(failure, host);
    }
    if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
      return new ConnectionFailure(
          ExchangeResult.Kind.TLS_FAILED,
          "no secure connection to " + host + ": " + secure(failure));
    }
    if (failure instanceof ClosedChannelException && tls) {
      return new ConnectionFailure(
          ExchangeResult.Kind.TLS_FAILED,
          "no secure connection to " + host + ": it hung up during the TLS handshake");
    }
    if (failure instanceof IOException) {
      return new ConnectionFailure(
          ExchangeResult.Kind.CONNECT_FAILED, "no connection to " + host + ": " + connect(failure));
    }
    return new ConnectionFailure(ExchangeResult.Kind.INTERNAL, "could not send to " + host);
  }

  /** Classifies why a sent request got no response. */
  static ConnectionFailure exchanging(RoundTrip.Reason reason, String host) {
    String message =
        switch (reason) {
          case NOT_SENT -> "the connection to " + host + " was closed before anything was sent";
          case CLOSED -> host + " closed the connection before its answer was whole";
          case TLS_ALERT ->
              "no secure connection to "
                  + host
                  + ": it refused the connection after the TLS handshake, as receivers do that do"
                  + " not accept the client certificate, or want one";
          case EXPIRED -> host + " did not answer in time";
          case NOT_HTTP -> "what " + host + " answered is not HTTP/1.1";
          case OTHER_VERSION -> host + " answered in another version of HTTP than 1.1";
          case HEAD_TOO_LARGE ->
              "the head of the answer of "
                  + host
                  + " is longer than "
                  + ResponseDecoder.MAX_HEAD_BYTES
                  + " bytes";
          case ENDLESS_INTERIM -> host + " sent one interim answer after the other, and no final";
        };
    if (reason == RoundTrip.Reason.TLS_ALERT) {
      return new ConnectionFailure(ExchangeResult.Kind.TLS_FAILED, message);
    }
    return reason == RoundTrip.Reason.NOT_SENT
        ? new ConnectionFailure(ExchangeResult.Kind.CONNECT_FAILED, message)
        : new ConnectionFailure(
            ExchangeResult.Kind.CONNECTION_LOST, message + "; the request may have been received");
  }

  private static ConnectionFailure proxied(Throwable failure, String host) {
    if (String.valueOf(failure.getMessage()).contains("timeout")) {
      return new ConnectionFailure(
          ExchangeResult.Kind.CONNECT_FAILED,
          "no connection to " + host + ": the egress proxy could not reach it in time");
    }
    Matcher status = PROXY_STATUS.matcher(String.valueOf(failure.getMessage()));
    if (status.find() && TARGETS_FAULT.matcher(status.group(1)).matches()) {
      return new ConnectionFailure(
          ExchangeResult.Kind.CONNECT_FAILED,
          "no connection to "
              + host
              + ": the egress proxy could not reach it (status "
              + status.group(1)
              + ")");
    }
    status.reset();
    return new ConnectionFailure(
        ExchangeResult.Kind.INTERNAL,
        "the egress proxy does not serve us"
            + (status.find() ? " (status " + status.group(1) + ")" : ""));
  }

  private static String secure(Throwable failure) {
    CertificateProblem certificate = find(failure, CertificateProblem.class);
    if (certificate != null) {
      return certificate.getMessage();
    }
    if (has(failure, NotSslRecordException.class)) {
      return "it does not speak TLS";
    }
    if (has(failure, SslHandshakeTimeoutException.class)) {
      return "the TLS handshake took too long";
    }
    Matcher alert = ALERT.matcher(String.valueOf(failure.getMessage()));
    return alert.find()
        ? "it refused the TLS handshake (" + alert.group(1) + ")"
        : "the TLS handshake failed";
  }

  private static String connect(Throwable failure) {
    if (failure instanceof ConnectTimeoutException) {
      return "it did not accept one in time";
    }
    // Netty's native transport uses one exception class for all errors.
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("refused")) {
      return "it was refused";
    }
    if (failure instanceof NoRouteToHostException
        || words.contains("no route")
        || words.contains("unreachable")) {
      return "there is no route to it";
    }
    return failure instanceof ConnectException ? "it could not be made" : "it broke at once";
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return find(failure, type) != null;
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
