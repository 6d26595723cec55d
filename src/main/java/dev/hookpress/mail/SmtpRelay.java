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
 * The SMTP relay for outgoing e-mail, and the limits of its use.
 *
 * @param login empty if the relay asks for none
 * @param deadline the deadline of one e-mail, including the wait for a connection
 * @param connections the most connections, kept for 30 s when idle
 * @param maxWaiting the most e-mails that may wait for a connection
 * @param trust the trusted certificates; empty for the JDK's authorities
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
  // Servers close idle connections after minutes; closing them earlier avoids dead ones.
  private static final int KEPT_IDLE_SECONDS = 30;
  // Relays limit this number, often to 100, and then close the connection midway.
  private static final int MAX_MAILS_A_CONNECTION = 50;
  // Password methods; the others are for other credentials, or obsolete and insecure.
  private static final String LOGIN_METHODS = "PLAIN LOGIN CRAM-MD5";

  /** How the connection is secured. */
  public enum Security {
    NONE,
    /** Starts in plain text; fails if the relay does not offer TLS. */
    STARTTLS,
    /** TLS from the first byte. */
    IMPLICIT
  }

  /** The credentials for the relay. */
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
        // With pipelining, the client mistakes each line of a reply for a separate reply.
        .setPipelining(false)
        .setAllowRcptErrors(false)
        .setStarttls(
            security == Security.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
        .setSsl(security == Security.IMPLICIT)
        .setConnectTimeout(deadlineMillis)
        .setSslHandshakeTimeout(deadlineMillis)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        // The client waits indefinitely for a reply. This timeout closes a silent connection and
        // frees its slot in the pool, shortly after the e-mail's own deadline.
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

  /** Omits the login. */
  @Override
  public String toString() {
    return "SmtpRelay[" + name() + ", security=" + security + "]";
  }
}
