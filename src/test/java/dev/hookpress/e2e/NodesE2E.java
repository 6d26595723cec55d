package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import io.vertx.core.Promise;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes on one Postgres and one Redis share the work; one is killed with {@code kill -9} under
 * load, and the other one takes over.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class NodesE2E {
  private static final Duration SOON = Duration.ofSeconds(120);

  /** The promise from the kill to the last lease is ten seconds on a machine that is not busy. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

  private static final int DELIVERED_BEFORE_THE_KILL = 200;

  /** So many of the requests are not answered before the kill: both nodes have some in flight. */
  private static final int ONE_IN = 10;

  /** Each is one node's to send to: each node has some. */
  private static final int ORIGINS = 16;

  /** More than are submitted until the end. */
  private static final int MANY = 10_000;

  /** So many jobs may wait to be rendered: load enough, and soon done. */
  private static final int MAX_WAITING = 100;

  @Test
  void anotherNodeTakesOverWithinTenSeconds() throws Exception {
    Map<String, String> settings = settings();
    Database database = new Database(settings.get("HOOKPRESS_POSTGRES_URI"));
    Client client = Client.create(settings);
    Promise<Void> release = Promise.promise();
    try (LocalReceiver receiver =
            LocalReceiver.start(
                request ->
                    request.number() % ONE_IN == 0
                        ? Answer.statusLater(200, release.future())
                        : Answer.status(200));
        Program dying = node("dying", settings).start();
        Program other = node("other", settings).start()) {
      Ledger ledger = new Ledger(receiver);
      List<URI> origins = receiver.origins(ORIGINS, "/hook");
      Submitters toDying = new Submitters(dying.api(client.key()), origins, false);
      Submitters toOther = new Submitters(other.api(client.key()), origins, false);
      BooleanSupplier behind =
          () ->
              toDying.accepted().size() + toOther.accepted().size() - receiver.received().size()
                  > MAX_WAITING;
      toDying.pauseWhile(behind);
      toOther.pauseWhile(behind);
      toDying.start(2, MANY);
      toOther.start(2, MANY);
      Waiting.until(
          "both have delivered, and the one has attempts in flight",
          SOON,
          () ->
              receiver.received().size() >= DELIVERED_BEFORE_THE_KILL
                  && delivered(dying) > DELIVERED_BEFORE_THE_KILL / 10.0
                  && delivered(other) > DELIVERED_BEFORE_THE_KILL / 10.0
                  && !database.inFlight(id("dying")).isEmpty(),
          () -> dying.output() + other.output());

      dying.kill();
      long killedAtNanos = System.nanoTime();
      Set<UUID> held = database.inFlight(id("dying"));

      assertThat(held).isNotEmpty();
      assertThat(database.nodes()).contains(id("dying"));
      Waiting.until(
          "nothing is held by the dead node",
          TAKEN_OVER.minusNanos(System.nanoTime() - killedAtNanos),
          () -> database.leases(id("dying")) == 0 && !database.nodes().contains(id("dying")),
          other::output);
      Waiting.until(
          "it says so",
          SOON,
          () ->
              other.meter("hookpress_leases_reclaimed_total") >= held.size()
                  && other.output().contains("node.dead")
                  && other.output().contains("\"dead_node_name\":\"dying\""),
          other::output);
      release.complete();
      toDying.awaitEnd();
      toOther.end();
      toOther.awaitEnd();

      Set<String> jobs = new HashSet<>(toDying.accepted().values());
      jobs.addAll(toOther.accepted().values());
      ledger.awaitAll(jobs, database, other);
      ledger.audit(jobs, client.secret(), other.api(client.key()));
      assertThat(held).containsAll(ledger.repeated());
      assertThat(database.nodes()).containsExactly(id("other"));
      other.terminate();
      assertThat(database.nodes()).isEmpty();
    }
  }

  @Test
  void onlyABegunDocumentOfTwoDeadNodesIsGivenUp() throws Exception {
    Map<String, String> settings = settings();
    Client client = Client.create(settings);
    Database database = new Database(settings.get("HOOKPRESS_POSTGRES_URI"));
    try (LocalReceiver receiver = LocalReceiver.start();
        Program node = Program.command("api", settings, "serve", "--roles", "api").start()) {
      Api api = node.api(client.key());
      String deadly = api.submit(Pages.small(1), receiver.uri("/hook"), "deadly");
      List<String> innocent = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        innocent.add(api.submit(Pages.small(i), receiver.uri("/hook"), "innocent-" + i));
      }
      database.twoNodesDiedHolding(deadly);

      try (Program renderer = node("renderer", settings).start()) {
        new Ledger(receiver).awaitAll(innocent, database, renderer);
      }

      assertThat(api.job(deadly).path("status").asText()).isEqualTo("failed");
      assertThat(api.job(deadly).toString()).contains("RENDER_CRASHED");
      for (String job : innocent) {
        assertThat(api.job(job).path("status").asText()).isEqualTo("completed");
      }
    }
  }

  private static double delivered(Program node) throws Exception {
    return node.meter("hookpress_notifications_total{dialect=\"native\",state=\"delivered\"}");
  }

  private static Program node(String name, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("HOOKPRESS_NODE_ID", name);
    return Program.command(name, all, "serve");
  }

  /** As a node of this name is known to the others. */
  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> settings() {
    return Map.of(
        "HOOKPRESS_POSTGRES_URI",
        TestServers.migratedDatabase(),
        "HOOKPRESS_REDIS_URI",
        TestServers.freshRedis(),
        "HOOKPRESS_SECRETS_KEY",
        Base64.getEncoder().encodeToString(new byte[32]),
        "HOOKPRESS_OUTBOUND_ALLOW",
        "127.0.0.0/8",
        // What the living node has in flight must not run out before the dead one's is taken over.
        "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
        "90",
        "HOOKPRESS_DELIVERY_LEASE_SECONDS",
        "120",
        // In processes no document is to blame for a node; and a start is quicker without them.
        "HOOKPRESS_RENDER_ISOLATION",
        "thread");
  }
}
