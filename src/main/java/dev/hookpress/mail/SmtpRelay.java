package dev.hookpress.mail;

import dev.hookpress.job.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The SMTP relay for outgoing e-mail, and the limits of its use. Its certificate must be issued for
 * {@code host} by an authority that the JDK trusts.
 *
 * @param login empty if the relay asks for none
 * @param deadline the deadline of one e-mail, including the wait for a connection
 * @param connections the most connections, kept for 30 s when idle
 * @param maxWaiting the most e-mails that may wait for a connection; at least 1
 */
public record SmtpRelay(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    EmailAddress from,
    Duration deadline,
    int connections,
    int maxWaiting) {

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

  /** The mail library's properties for this relay. */
  Properties properties() {
    Properties properties = new Properties();
    set(properties, "auth", login.isPresent());
    // The other methods are for other credentials, or obsolete.
    set(properties, "auth.mechanisms", "PLAIN LOGIN");
    set(properties, "starttls.enable", security == Security.STARTTLS);
    set(properties, "starttls.required", security == Security.STARTTLS);
    set(properties, "ssl.enable", security == Security.IMPLICIT);
    set(properties, "ssl.checkserveridentity", true);
    // A second line of defence: the sender closes the socket at the deadline.
    set(properties, "connectiontimeout", deadline.toMillis());
    set(properties, "timeout", deadline.toMillis());
    // Before it uses a connection again, the library checks it by RSET.
    set(properties, "userset", true);
    set(properties, "quitwait", false);
    return properties;
  }

  private static void set(Properties properties, String name, Object value) {
    properties.setProperty("mail.smtp." + name, value.toString());
  }

  /** Omits the login. */
  @Override
  public String toString() {
    return "SmtpRelay[" + name() + ", security=" + security + "]";
  }
}
