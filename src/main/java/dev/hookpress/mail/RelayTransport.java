package dev.hookpress.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.EOFException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The mail library's SMTP client, ended by the first rejecting reply. The library itself would send
 * a RSET then, and lose the reply if the relay does not answer that one.
 */
final class RelayTransport extends SMTPTransport {
  /** RFC 5321, section 4.2.2: the e-mail is larger than the relay accepts. */
  static final int TOO_LARGE = 552;

  private final boolean needsStartTls;
  private String command = "";

  /** A reply of 400 or above. */
  static final class Rejected extends MessagingException {
    private static final long serialVersionUID = 1;

    /** The rejected command's first word; a dot for the e-mail itself, empty for the greeting. */
    final String command;

    final int code;

    Rejected(String command, int code, String reply) {
      super(reply);
      this.command = command;
      this.code = code;
    }
  }

  RelayTransport(Session session, boolean needsStartTls) {
    super(session, null);
    this.needsStartTls = needsStartTls;
  }

  @Override
  protected void sendCommand(String line) throws MessagingException {
    command = line.split("[ :]", 2)[0];
    super.sendCommand(line);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int code = super.readServerResponse();
    if (code < 0) {
      throw new MessagingException(
          "no reply", new EOFException("it closed the connection or sent no reply of SMTP"));
    }
    // A relay that does not know EHLO is greeted by HELO next.
    if (code >= 400 && !(code >= 500 && command.equals("EHLO"))) {
      throw new Rejected(command, code, getLastServerResponse());
    }
    // RFC 5321, section 4.2.1: the first digit decides. The library expects the usual code.
    boolean endsMail = command.equals("MAIL") || command.equals(".");
    return endsMail && code >= 200 && code < 300 ? 250 : code;
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    boolean known = super.ehlo(domain);
    if (needsStartTls && !isSSL() && !(known && supportsExtension("STARTTLS"))) {
      throw new MessagingException("no TLS", new SSLException("it does not offer STARTTLS"));
    }
    return known;
  }
}
