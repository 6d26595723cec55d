package dev.hookpress.mail;

import static dev.hookpress.mail.SmtpBench.EMAIL;
import static dev.hookpress.mail.SmtpBench.FROM;
import static dev.hookpress.mail.SmtpBench.ID;
import static dev.hookpress.mail.SmtpBench.NOW;
import static dev.hookpress.mail.SmtpBench.PATIENT;
import static dev.hookpress.mail.SmtpBench.SHORT;
import static dev.hookpress.mail.SmtpBench.TO;
import static dev.hookpress.mail.SmtpBench.assertUnreachable;
import static dev.hookpress.mail.SmtpBench.await;
import static dev.hookpress.mail.SmtpBench.awaitAny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.MailResult;
import dev.hookpress.dialect.email.EmailContent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deadlines, connections and queues, whatever a relay does. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SmtpLimitsIT {
  @RegisterExtension final SmtpBench smtp = new SmtpBench();

  @Test
  void aSilentRelayIsGivenUpAtTheDeadline() throws Exception {
    ScriptedRelay relay = smtp.relay().answer("END", "");
    SmtpMailSender sender = smtp.sender(relay.port(), SHORT);

    MailResult mailResult = await(sender.post(ID, EMAIL, NOW));
    assertUnreachable(mailResult, MailResult.Kind.TIMEOUT);
    assertThat(mailResult.took()).isBetween(SHORT, PATIENT);
    relay.answer("GREETING", "");
    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.TIMEOUT);

    relay.answer("GREETING", "220 back").answer("END", "250 ok");
    MailResult last;
    do {
      last = await(sender.post(ID, EMAIL, NOW));
    } while (!(last instanceof MailResult.Accepted));
  }

  @Test
  void waitingForAConnectionIsBoundedInNumberAndTime() throws Exception {
    ScriptedRelay relay = smtp.relay().answer("GREETING", "");
    SmtpMailSender sender =
        smtp.open(
            new SmtpRelay(
                "127.0.0.1",
                relay.port(),
                SmtpRelay.Security.NONE,
                Optional.empty(),
                FROM,
                SHORT,
                1,
                1));

    Future<MailResult> first = sender.post(ID, EMAIL, NOW);
    Future<MailResult> second = sender.post(ID, EMAIL, NOW);
    MailResult third = await(sender.post(ID, EMAIL, NOW));

    assertUnreachable(third, MailResult.Kind.BUSY);
    assertUnreachable(await(first), MailResult.Kind.TIMEOUT);
    // The first ends when the second's wait does, which may leave it the connection after all.
    assertThat(await(second)).isInstanceOf(MailResult.Unreachable.class);
    assertThat(relay.maxOpen()).isEqualTo(1);
  }

  @Test
  void manyEmailsShareTheConnections() throws Exception {
    ScriptedRelay relay = smtp.relay();
    SmtpMailSender sender = smtp.sender(relay.port(), PATIENT);

    List<Future<MailResult>> postings = new ArrayList<>();
    // Fewer than a connection serves: the relay would see a new one before the old one's end.
    for (int i = 0; i < 40; i++) {
      postings.add(sender.post(ID, EMAIL, NOW));
    }

    for (Future<MailResult> each : postings) {
      assertThat(await(each)).isInstanceOf(MailResult.Accepted.class);
    }
    assertThat(relay.maxOpen()).isBetween(1, 2);
  }

  @Test
  void aReplyThatNeverEndsIsCutOff() throws Exception {
    ScriptedRelay relay =
        smtp.relay()
            .act("EHLO", socket -> socket.write(("250-" + "x".repeat(996) + "\r\n").repeat(2000)));

    assertUnreachable(
        await(smtp.sender(relay.port(), PATIENT).post(ID, EMAIL, NOW)),
        MailResult.Kind.CONNECT_FAILED);
  }

  @Test
  void theDeadlineIsForTheWholeEmailAndNotForEachReply() throws Exception {
    ScriptedRelay relay =
        smtp.relay()
            .act("EHLO", socket -> smtp.vertx.setPeriodic(20, tick -> socket.write("250-x\r\n")));

    assertUnreachable(
        await(smtp.sender(relay.port(), SHORT).post(ID, EMAIL, NOW)), MailResult.Kind.TIMEOUT);
    awaitAny(relay.firstClosed());
  }

  @Test
  void aRelayThatStopsReadingFreesItsConnectionAtTheDeadline() throws Exception {
    ScriptedRelay relay =
        smtp.relay()
            .act(
                "DATA",
                socket -> {
                  socket.write("354 go on\r\n");
                  socket.pause();
                });
    SmtpMailSender sender = smtp.single(relay.port(), Duration.ofSeconds(2));
    EmailContent large = new EmailContent(TO, "Large", "a line\n".repeat(2_000_000), "<p></p>");

    assertUnreachable(await(sender.post(ID, large, NOW)), MailResult.Kind.TIMEOUT);
    relay.answer("DATA", "354 go on");
    assertThat(await(sender.post(ID, EMAIL, NOW))).isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void aConnectionServesManyEmailsButNotForEver() throws Exception {
    ScriptedRelay relay = smtp.relay();
    SmtpMailSender sender = smtp.single(relay.port(), PATIENT);

    for (int i = 0; i < 51; i++) {
      assertThat(await(sender.post(ID, EMAIL, NOW))).isInstanceOf(MailResult.Accepted.class);
    }

    assertThat(relay.connections()).isEqualTo(2);
  }

  @Test
  void aConnectionThatTheRelayClosedIsReplaced() throws Exception {
    ScriptedRelay relay = smtp.relay();
    SmtpMailSender sender = smtp.single(relay.port(), PATIENT);

    await(sender.post(ID, EMAIL, NOW));
    awaitAny(relay.closeConnections());

    assertThat(await(sender.post(ID, EMAIL, NOW))).isInstanceOf(MailResult.Accepted.class);
  }

  @Test
  void aSenderThatIsClosedTakesNoEmail() throws Exception {
    SmtpMailSender sender = smtp.sender(smtp.relay().port(), PATIENT);

    awaitAny(sender.close());

    assertUnreachable(await(sender.post(ID, EMAIL, NOW)), MailResult.Kind.BUSY);
  }
}
