package dev.hookpress.mail;

import dev.hookpress.job.EmailAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server that takes our mail, and how much of it is used.
 *
 * @param login empty: it asks for none
 * @param deadline for one mail, waiting for a connection included
 * @param connections at most, kept for 30 s when idle
 * @param maxWaiting mails that may wait for one
 * @param trust in whose certificates; empty: the JDK's authorities
 */
public record SmtpRelay(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    EmailAddress from,
    Duration deadline,
    int connections,
    int maxWaiting,
    Optional<TrustOptions> trust) {
  // Servers end idle connections after minutes; one that we end is never found dead.
  private static final int KEPT_IDLE_SECONDS = 30;
  // Relays limit it, often to 100, and end the connection in the middle.
  private static final int MAX_MAILS_A_CONNECTION = 50;
  // Methods for a password; the others are for other credentials, or older than they are safe.
  private static final String LOGIN_METHODS = "PLAIN LOGIN CRAM-MD5";

  /** How the connection is secured. */
  public enum Security {
    NONE,
    /** Begun in plain text; not gone on with if the relay does not offer TLS. */
    STARTTLS,
    /** From the first byte. */
    IMPLICIT
  }

  /** Who we are to the relay. */
  public record Login(String username, String password) {
    @Override
    public String toString() {
      return "Login[set]";
    }
  }

  /** Host and port. */
  String name() {
    return host + ":" + port;
  }

  MailConfig config() {
    int deadlineMillis = Math.toIntExact(deadline.toMillis());
    MailConfig config = new MailConfig();
    config
        .setHostname(host)
        .setPort(port)
        .setUserAgent("hookpress")
        .setMaxPoolSize(connections)
        .setKeepAlive(true)
        .setKeepAliveTimeout(KEPT_IDLE_SECONDS)
        .setMaxMailsPerConnection(MAX_MAILS_A_CONNECTION)
        // The client takes each line of a reply for a reply of its own when it pipelines.
        .setPipelining(false)
        .setAllowRcptErrors(false)
        .setStarttls(
            security == Security.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
        .setSsl(security == Security.IMPLICIT)
        .setConnectTimeout(deadlineMillis)
        .setSslHandshakeTimeout(deadlineMillis)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        // The client itself waits for a reply for ever. This ends a silent connection, and with it
        // the place that it has in the pool, a little after the mail's own deadline.
        .setIdleTimeout(deadlineMillis + 1000)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setReconnectAttempts(0);
    trust.ifPresent(config::setTrustOptions);
    if (login.isPresent()) {
      config
          .setLogin(LoginOption.REQUIRED)
          .setAuthMethods(LOGIN_METHODS)
          .setUsername(login.get().username())
          .setPassword(login.get().password());
    } else {
      config.setLogin(LoginOption.DISABLED);
    }
    return config;
  }

  /** Without the login. */
  @Override
  public String toString() {
    return "Relay[" + name() + ", security=" + security + "]";
  }
}
