package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bench.Backlog;
import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One client's backlog beside a thousand clients with one callback each, on a whole node: every
 * client is called back within a second, unless it is blocked or its endpoint is held.
 */
class FairnessIT {
  private static final int SMALL = 1_000;
  private static final int STOPPED = 10;
  private static final int CLIENTS = SMALL + 2 * STOPPED + 1;
  private static final int BIG = CLIENTS - 1;

  // The promise is a second on an idle machine; a busy machine must not fail
  // the build. A backlog that delays the others costs minutes.
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  // The callbacks of the large client before every other has had one: two
  // or three of each claim, and one whole claim after the others are done.
  private static final int MAX_AHEAD = 512;

  private final Vertx vertx = Vertx.vertx();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation();
  private final String uri = hookpress.database();
  private final String redis = hookpress.redis();
  private List<ClientId> clients;
  private SystemNode node;

  @BeforeEach
  void oweEveryClientOne() {
    List<URI> hooks = IntStream.range(0, CLIENTS).mapToObj(i -> receiver.uri("/" + i)).toList();
    clients = Backlog.fill(vertx, uri, new SealedBox(new byte[32]), hooks, CLIENTS, Instant.now());
  }

  @AfterEach
  void stop() {
    vertx.close();
  }

  @Test
  void aBacklogAtTheStartDelaysNoOtherClient() throws SQLException {
    sql(backlog(200_000, "t.origin"), "vacuum analyze");
    stopSome();
    startNode();
    assertServed(0, receiver.await(1, PATIENCE).get(0).at());
  }

  @Test
  void aBacklogOnAnIdleNodeDelaysNoOtherClient() throws SQLException {
    aRunningNodeGets(backlog(200_000, "t.origin"));
  }

  @Test
  void aClientWithTenThousandEndpointsDelaysNoOther() throws SQLException {
    aRunningNodeGets(backlog(10_000, "'https://r' || m.number || '.test'"));
  }

  @Test
  @Tag("slow")
  void aMillionNotificationsDelayNoOtherClient() throws SQLException {
    aRunningNodeGets(backlog(1_000_000, "t.origin"));
  }

  private void aRunningNodeGets(String backlog) throws SQLException {
    startNode();
    receiver.await(CLIENTS, PATIENCE);
    eventually(() -> node.meter("hookpress_delivery_inflight") == 0);
    stopSome();
    eventually(() -> node.meter("hookpress_clients_blocked") == STOPPED);
    // The planner's statistics describe an empty queue, as in production.
    sql("vacuum analyze");
    Instant committed;
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(backlog);
      statement.execute(
          Backlog.more(
              CLIENTS - 1, Instant.now(), "client_id <> " + literal(clients.get(BIG)), "t.origin"));
      connection.commit();
      committed = Instant.now();
    }
    // As a node does that writes notifications.
    TestServers.redis(redis, "PUBLISH hookpress:wakes deliver");
    assertServed(CLIENTS, committed);
  }

  private String backlog(int rows, String origin) {
    return Backlog.more(rows, Instant.now(), "client_id = " + literal(clients.get(BIG)), origin);
  }

  /** Blocks some clients, and holds the endpoints of some more. */
  private void stopSome() throws SQLException {
    long end = Instant.now().plusSeconds(600).toEpochMilli();
    for (ClientId client : clients.subList(SMALL, SMALL + STOPPED)) {
      String database = redis.substring(redis.lastIndexOf('/') + 1);
      TestServers.redis(redis, "SELECT " + database, "ZADD hookpress:blocks " + end + " " + client);
    }
    String held =
        clients.subList(SMALL + STOPPED, BIG).stream()
            .map(FairnessIT::literal)
            .collect(Collectors.joining(","));
    sql(
        """
        insert into endpoint (client_id, key, origin, held_until)
        select distinct client_id, endpoint_key(origin, false), origin, now() + interval '1 hour'
        from notification where client_id in (%s)
        on conflict (client_id, key) do update set held_until = excluded.held_until
        """
            .formatted(held));
  }

  private void assertServed(int before, Instant since) {
    Set<Integer> waiting =
        IntStream.range(0, SMALL).boxed().collect(Collectors.toCollection(HashSet::new));
    waiting.add(BIG);
    int seen = before;
    int ofBig = 0;
    Instant first = Instant.MAX;
    Instant last = since;
    while (!waiting.isEmpty()) {
      List<Received> all = receiver.await(seen + 1, PATIENCE);
      for (Received one : all.subList(seen, all.size())) {
        int client = Integer.parseInt(one.target().substring(1));
        assertThat(client < SMALL || client == BIG).as("stopped clients wait").isTrue();
        ofBig += client == BIG && !waiting.isEmpty() ? 1 : 0;
        first = one.at().isBefore(first) ? one.at() : first;
        last = waiting.remove(client) ? one.at() : last;
      }
      seen = all.size();
      assertThat(Duration.between(since, Instant.now())).isLessThan(PATIENCE);
    }
    Duration took = Duration.between(since, last);
    System.out.printf(
        "Every one of %,d clients was called back within %d ms, %d ms of it after the first"
            + " callback, %,d of them the big one's.%n",
        SMALL, took.toMillis(), Duration.between(first, last).toMillis(), ofBig);
    assertThat(took).isLessThan(BOUND);
    assertThat(ofBig).isLessThan(MAX_AHEAD);
  }

  private void startNode() {
    node = hookpress.start();
  }

  private static String literal(ClientId client) {
    return "'" + client.value() + "'";
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }
}
