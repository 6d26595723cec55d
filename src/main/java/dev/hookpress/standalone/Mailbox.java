package dev.hookpress.standalone;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.config.Settings;
import dev.hookpress.job.EmailAddress;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An embedded mail server for trying out e-mail. Accepts mail to any address by SMTP on loopback
 * and forwards none. The newest mails are kept in memory, in one mailbox served by POP3.
 */
public final class Mailbox implements AutoCloseable {
  /** The mailbox's user; its password is the first client's API key. */
  public static final String USER = "mail";

  // The mailbox lives in memory.
  private static final int MAX_KEPT = 100;
  private static final long START_MILLIS = 10_000;
  private static final EmailAddress SENDER = new EmailAddress("hookpress@standalone.invalid");

  private final GreenMail server;
  private final Consumer<Arrival> listener;

  /**
   * A received mail.
   *
   * @param subject empty if it has none
   */
  public record Arrival(String to, String subject) {}

  private Mailbox(GreenMail server, Consumer<Arrival> listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Opens the mailbox on 127.0.0.1, with SMTP on any free port.
   *
   * @param port of POP3; 0 for any free port
   * @param password of {@link #USER}
   * @param listener receives each mail, on a thread of the mailbox
   * @throws IOException if the port is taken
   */
  public static Mailbox open(int port, String password, Consumer<Arrival> listener)
      throws IOException {
    // GreenMail itself logs a stack trace and reports only that it did not start.
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(Ports.LOOPBACK))) {
      free.setReuseAddress(true);
    } catch (IOException e) {
      throw new IOException(
          "the mailbox's port "
              + port
              + " is taken ("
              + e.getMessage()
              + "); choose another with HOOKPRESS_STANDALONE_MAILBOX_PORT, or 0 for any",
          e);
    }
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              setup(0, ServerSetup.PROTOCOL_SMTP), setup(port, ServerSetup.PROTOCOL_POP3)
            });
    Mailbox mailbox = new Mailbox(server, listener);
    GreenMailUser reader = server.setUser(USER, password);
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, to) -> {
              mailbox.take(
                  reader, new Arrival(to.getEmail(), subject(message.getMessage().getSubject())));
              return reader;
            });
    server.start();
    return mailbox;
  }

  private static ServerSetup setup(int port, String protocol) {
    ServerSetup setup = new ServerSetup(port, Ports.LOOPBACK, protocol);
    setup.setServerStartupTimeout(START_MILLIS);
    return setup;
  }

  private static String subject(String given) {
    return given == null ? "" : given.replaceAll("\\p{Cntrl}+", " ");
  }

  /** Deletes the oldest mails to make room for this one, which is stored next. */
  private synchronized void take(GreenMailUser reader, Arrival arrival) throws MessagingException {
    try {
      MailFolder inbox = server.getManagers().getImapHostManager().getInbox(reader);
      long[] kept = inbox.getMessageUids();
      for (int i = 0; i <= kept.length - MAX_KEPT; i++) {
        inbox.setFlags(new Flags(Flags.Flag.DELETED), true, kept[i], null, false);
      }
      inbox.expunge();
    } catch (FolderException e) {
      throw new MessagingException("No room in the mailbox", e);
    }
    listener.accept(arrival);
  }

  /** Returns the settings with this mailbox as the mail relay. */
  public Settings asRelay(Settings settings) {
    Settings.Mail mail = settings.mail();
    return settings.withMail(
        new Settings.Mail(
            Optional.of(Ports.LOOPBACK),
            server.getSmtp().getPort(),
            Settings.Mail.Tls.NONE,
            Optional.empty(),
            Optional.empty(),
            mail.from().or(() -> Optional.of(SENDER)),
            mail.deadlineSeconds(),
            mail.connections(),
            mail.maxWaiting()));
  }

  /** The POP3 URL, {@code pop3://127.0.0.1:…/}; a mail number, from 1 on, may be appended. */
  public String uri() {
    return "pop3://" + Ports.LOOPBACK + ":" + server.getPop3().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop();
  }
}
