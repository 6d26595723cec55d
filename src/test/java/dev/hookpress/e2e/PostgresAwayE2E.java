package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An outage of Postgres for thirty seconds under load, with the default settings of connections and
 * retries: nodes report it, lose and repeat nothing, and continue by themselves.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PostgresAwayE2E {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private static final int SOME = 80;
  private static final int ONE_IN = 10;

  /** Several components fail; none may fill the log. */
  private static final int MAX_LINES_A_SECOND = 12;

  @Test
  void thirtySecondsWithoutPostgresLoseNothing() throws Exception {
    Promise<Void> away = Promise.promise();
    try (var postgres = TestServers.dedicatedPostgres();
        LocalReceiver receiver = LocalReceiver.start()) {
      Map<String, String> settings = settings(TestServers.freshDatabase(postgres));
      Database database = new Database(settings.get("HOOKPRESS_POSTGRES_URI"));
      Client client = Client.create(settings);
      try (Program node = Program.command("one", settings, "serve").start();
          Program idle = Program.command("two", settings, "serve", "--roles", "api").start()) {
        PatientSubmitters load =
            new PatientSubmitters(node.api(client.key()), receiver.uri("/hook"));
        load.start(2);
        receiver.await(SOME, SOON);
        Duration before = timeOfSome(receiver);

        // Some attempts are in flight at the outage, and answered during it.
        receiver.answer(
            request ->
                request.number() % ONE_IN == 0
                    ? Answer.statusLater(200, away.future())
                    : Answer.status(200));
        int held = receiver.received().size();
        receiver.await(held + SOME, SOON);
        postgres.stop();
        away.complete();
        watchWhileAway(List.of(node, idle), load);
        int acceptedBefore = load.accepted().size();
        postgres.start();

        for (Program one : List.of(node, idle)) {
          Waiting.until("it is ready again", SOON, () -> one.readyStatus() == 200, one::output);
        }
        Waiting.until(
            "jobs are accepted again",
            SOON,
            () -> load.accepted().size() > acceptedBefore,
            node::output);
        // The same pace, if the machine is as busy as before with other things.
        assertThat(timeOfSome(receiver)).isLessThan(before.multipliedBy(4).plusSeconds(20));
        load.end();

        Ledger ledger = new Ledger(receiver);
        ledger.awaitAll(load.accepted(), database, node);
        ledger.audit(load.accepted(), client.secret(), node.api(client.key()));
        assertThat(ledger.repeated()).isEmpty();
        for (Program one : List.of(node, idle)) {
          assertThat(one.output()).doesNotContain("node.dead", "node.back");
          assertThat(one.meter("hookpress_leases_reclaimed_total")).isZero();
        }
        assertThat(database.nodes()).hasSize(2);
      }
    }
  }

  private static void watchWhileAway(List<Program> nodes, PatientSubmitters load) throws Exception {
    long end = System.nanoTime() + AWAY.toNanos();
    for (Program node : nodes) {
      Waiting.until(
          "it is not ready", Duration.ofSeconds(20), () -> node.readyStatus() == 503, node::output);
    }
    int accepted = load.accepted().size();
    int refused = load.refused();
    List<Long> lines = nodes.stream().map(PostgresAwayE2E::lines).toList();
    while (System.nanoTime() < end) {
      for (Program node : nodes) {
        assertThat(node.readyStatus()).isEqualTo(503);
        assertThat(node.liveStatus()).isEqualTo(200);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    assertThat(load.accepted()).hasSize(accepted);
    assertThat(load.refused()).isGreaterThan(refused + (int) AWAY.toSeconds());
    for (int i = 0; i < nodes.size(); i++) {
      assertThat(lines(nodes.get(i)) - lines.get(i))
          .as(nodes.get(i).output())
          .isLessThan(MAX_LINES_A_SECOND * AWAY.toSeconds());
    }
  }

  private static long lines(Program node) {
    return node.output().lines().count();
  }

  /** How long the next few hundred callbacks take to come. */
  private static Duration timeOfSome(LocalReceiver receiver) {
    long from = System.nanoTime();
    receiver.await(receiver.received().size() + SOME, SOON);
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static Map<String, String> settings(String postgresUri) {
    return Map.of(
        "HOOKPRESS_POSTGRES_URI",
        postgresUri,
        "HOOKPRESS_REDIS_URI",
        TestServers.freshRedis(),
        "HOOKPRESS_SECRETS_KEY",
        Base64.getEncoder().encodeToString(new byte[32]),
        "HOOKPRESS_OUTBOUND_ALLOW",
        "127.0.0.0/8",
        "HOOKPRESS_RENDER_ISOLATION",
        "thread");
  }
}
