package dev.hookpress.outbound;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Reads what the HTTP client throws. */
record ConnectionFailure(ExchangeResult.Kind kind, String message) {
  /** Causes nest a handful deep; a bound, in case one is its own cause. */
  private static final int MAX_DEPTH = 10;

  private static final int MAX_MESSAGE_LENGTH = 200;

  static ConnectionFailure of(Throwable failure, String host) {
    if (failure instanceof ConnectionPoolTooBusyException) {
      return new ConnectionFailure(
          ExchangeResult.Kind.INTERNAL, "too many requests wait for a connection to " + host);
    }
    Throwable root = failure;
    boolean tls = false;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      tls |= root instanceof SSLException || root instanceof GeneralSecurityException;
      if (root.getCause() == null) {
        break;
      }
      root = root.getCause();
    }
    if (tls) {
      return new ConnectionFailure(
          ExchangeResult.Kind.TLS_FAILED, "no secure connection to " + host + ": " + words(root));
    }
    if (failure instanceof TimeoutException) {
      return new ConnectionFailure(
          ExchangeResult.Kind.TIMEOUT, "no connection to " + host + " was free in time");
    }
    if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
      return new ConnectionFailure(
          ExchangeResult.Kind.CONNECT_FAILED, host + " does not speak HTTP: " + words(root));
    }
    if (failure instanceof IOException || failure instanceof HttpClosedException) {
      return new ConnectionFailure(
          ExchangeResult.Kind.CONNECT_FAILED, "no connection to " + host + ": " + words(root));
    }
    return new ConnectionFailure(
        ExchangeResult.Kind.INTERNAL, "could not send to " + host + ": " + words(root));
  }

  /** Whether the connection ended without a word, as one does that was idle for too long. */
  static boolean closedQuietly(Throwable failure) {
    return failure instanceof HttpClosedException
        || (failure instanceof IOException && !(failure instanceof SSLException));
  }

  /** The exception's own message, on one line: a stranger may have had a hand in it. */
  private static String words(Throwable root) {
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String line = message.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_MESSAGE_LENGTH ? line : line.substring(0, MAX_MESSAGE_LENGTH);
  }
}
