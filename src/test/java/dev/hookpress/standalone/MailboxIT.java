package dev.hookpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.deliver.MailResult;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.NotificationId;
import dev.hookpress.mail.SmtpMailSender;
import dev.hookpress.mail.SmtpRelay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MailboxIT {
  private static final String PASSWORD = "hp_key";

  private final List<SmtpMailSender> senders = new ArrayList<>();
  private final BlockingQueue<Mailbox.Arrival> arrivals = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    for (SmtpMailSender sender : senders) {
      sender.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aMailToAnyAddressIsReportedAndReadByPop3() throws Exception {
    try (Mailbox mailbox = Mailbox.open(0, PASSWORD, arrivals::add)) {
      SmtpMailSender sender = sender(mailbox);
      assertThat(post(sender, "team@example.com", "first")).isInstanceOf(MailResult.Accepted.class);
      assertThat(post(sender, "other@example.org", "second"))
          .isInstanceOf(MailResult.Accepted.class);

      assertThat(arrivals)
          .containsExactly(
              new Mailbox.Arrival("team@example.com", "first"),
              new Mailbox.Arrival("other@example.org", "second"));
      assertThat(pop3(mailbox, PASSWORD, "STAT")).first().asString().startsWith("+OK 2 ");
      assertThat(pop3(mailbox, PASSWORD, "RETR 2"))
          .contains("Subject: second", "To: other@example.org", "the text of second");
      assertThat(pop3(mailbox, "wrong", "STAT")).first().asString().startsWith("-ERR");
    }
  }

  @Test
  void theOldestMailIsDeleted() throws Exception {
    try (Mailbox mailbox = Mailbox.open(0, PASSWORD, arrivals::add)) {
      SmtpMailSender sender = sender(mailbox);
      for (int i = 1; i <= 103; i++) {
        assertThat(post(sender, "team@example.com", "mail " + i))
            .isInstanceOf(MailResult.Accepted.class);
      }

      assertThat(pop3(mailbox, PASSWORD, "STAT")).first().asString().startsWith("+OK 100 ");
      assertThat(pop3(mailbox, PASSWORD, "RETR 1")).contains("Subject: mail 4");
      assertThat(pop3(mailbox, PASSWORD, "RETR 100")).contains("Subject: mail 103");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (Mailbox mailbox = Mailbox.open(0, PASSWORD, arrivals::add)) {
      int port = URI.create(mailbox.uri()).getPort();
      assertThatThrownBy(() -> Mailbox.open(port, PASSWORD, arrivals::add))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("HOOKPRESS_STANDALONE_MAILBOX_PORT");
    }
  }

  private SmtpMailSender sender(Mailbox mailbox) {
    Settings settings =
        ((SettingsResult.Valid) SettingsReader.read(Map.of(), Optional.empty())).settings();
    Settings.Mail mail = mailbox.asRelay(settings).mail();
    SmtpMailSender sender =
        new SmtpMailSender(
            new SmtpRelay(
                mail.host().orElseThrow(),
                mail.port(),
                SmtpRelay.Security.NONE,
                Optional.empty(),
                mail.from().orElseThrow(),
                Duration.ofSeconds(mail.deadlineSeconds()),
                mail.connections(),
                mail.maxWaiting()));
    senders.add(sender);
    return sender;
  }

  private static MailResult post(SmtpMailSender sender, String to, String subject)
      throws Exception {
    return sender
        .post(
            new NotificationId(UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8))),
            new EmailContent(
                new EmailAddress(to), subject, "the text of " + subject, "<p>html</p>"),
            Instant.EPOCH)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** The answer to one command after the login; to the login, if that fails. */
  private static List<String> pop3(Mailbox mailbox, String password, String command)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(mailbox.uri()).getPort());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
      in.readLine();
      out.write("USER mail\r\nPASS " + password + "\r\n" + command + "\r\nQUIT\r\n");
      out.flush();
      in.readLine();
      String loggedIn = in.readLine();
      return loggedIn.startsWith("+OK") ? in.lines().toList() : List.of(loggedIn);
    }
  }
}
