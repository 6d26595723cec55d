package dev.hookpress.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * A connection to the relay, opened by an e-mail and kept for the next ones. Used by one thread;
 * any thread may abort it.
 */
final class RelayConnection {
  // Relays limit this number, often to 100, and then close the connection midway.
  private static final int MAX_MAILS = 50;

  private final SmtpRelay relay;
  private final Session session;
  private final RelayTransport transport;
  private int mails;
  private Socket socket;
  private boolean aborted;

  /** Creates a closed connection. */
  RelayConnection(SmtpRelay relay) {
    this.relay = relay;
    Properties properties = relay.properties();
    properties.put("mail.smtp.socketFactory", new Sockets());
    properties.put("mail.smtp.socketFactory.fallback", "false");
    this.session = Session.getInstance(properties);
    this.transport = new RelayTransport(session, relay.security() == SmtpRelay.Security.STARTTLS);
  }

  /** For creating e-mails. */
  Session session() {
    return session;
  }

  /**
   * Sends an e-mail to its recipients.
   *
   * @throws RelayTransport.Rejected if the relay rejects a command or the e-mail, or announces that
   *     it takes none of this size
   * @throws MessagingException if the relay's verdict on the e-mail is unknown
   */
  void send(MimeMessage mail) throws MessagingException, IOException {
    if (mails == MAX_MAILS) {
      close();
    }
    if (!transport.isConnected()) {
      open();
    }
    mails++;
    checkSize(mail);
    transport.sendMessage(mail, mail.getAllRecipients());
  }

  private void open() throws MessagingException {
    mails = 0;
    transport.connect(
        relay.host(),
        relay.port(),
        relay.login().map(SmtpRelay.Login::username).orElse(null),
        relay.login().map(SmtpRelay.Login::password).orElse(null));
    if (relay.login().isPresent() && !transport.supportsExtension("AUTH")) {
      throw new AuthenticationFailedException("it offers no login");
    }
  }

  /** RFC 1870. */
  private void checkSize(MimeMessage mail) throws MessagingException, IOException {
    String limit = transport.getExtensionParameter("SIZE");
    if (limit == null || !limit.matches("[0-9]{1,18}")) {
      return;
    }
    DataOutputStream counter = new DataOutputStream(OutputStream.nullOutputStream());
    mail.writeTo(counter);
    if (Long.parseLong(limit) > 0 && counter.size() > Long.parseLong(limit)) {
      throw new RelayTransport.Rejected(
          "MAIL", RelayTransport.TOO_LARGE, "It takes no e-mail of over " + limit + " bytes");
    }
  }

  /** Ends what the connection is used for, from now on. Neither blocks nor throws. */
  synchronized void abort() {
    aborted = true;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no more use either way.
      }
    }
  }

  synchronized boolean isAborted() {
    return aborted;
  }

  /** Takes leave of the relay, without waiting for its reply, and closes the connection. */
  void close() {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The relay has left first.
    }
  }

  /** Creates sockets that {@link #abort} closes, those under TLS included. */
  private final class Sockets extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      synchronized (RelayConnection.this) {
        if (aborted) {
          throw new SocketException("aborted");
        }
        socket = new RelaySocket();
        return socket;
      }
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }
  }
}
