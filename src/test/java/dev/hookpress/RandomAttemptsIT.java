package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static dev.hookpress.support.RawReceiver.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bench.Backlog;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.Misbehaviour;
import dev.hookpress.support.RawReceiver;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Goal: what an attempt records is what the receiver said to that message of that tenant. Method: a
 * whole node delivers to tenants of one host that misbehaves at random, and what the receiver has
 * said is compared with what is in Postgres. {@code deliver.RandomReceiverIT} does the same without
 * a database, in Adobe's format too.
 */
class RandomAttemptsIT {
  private static final int TENANTS = 32;
  private static final int MESSAGES = 10_000;
  private static final long SEED = 20_261_128;
  private static final int[] STATUSES = {200, 200, 201, 404, 500};

  /** All but 410, after which a URL is sent nothing more. */
  private static final List<Misbehaviour> KINDS =
      Arrays.stream(Misbehaviour.values()).filter(kind -> kind != Misbehaviour.IS_GONE).toList();

  /**
   * What the receiver said to one attempt.
   *
   * @param kind empty for a well-formed answer with the status and body
   */
  private record Said(String target, Optional<Misbehaviour> kind, int status, String body) {}

  private record Recorded(
      ClientId client, String attempt, String outcome, int status, String answer) {}

  private final Vertx vertx = Vertx.vertx();
  private final Random random = new Random(SEED);
  private final Map<String, Said> said = new ConcurrentHashMap<>();
  private final Map<Integer, String> targetOfConnection = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  @RegisterExtension final RawReceiver receiver = RawReceiver.start(this::misbehave);
  @RegisterExtension final Installation hookpress = new Installation();

  @AfterEach
  void close() {
    vertx.close();
  }

  /** Half of the answers are well formed and name the attempt; the other half is anything. */
  private void misbehave(RawReceiver.Received request, RawReceiver.Peer peer) {
    String attempt =
        request.headers().get("webhook-id") + ":" + request.headers().get("webhook-attempt");
    String target = request.firstLine().split(" ")[1];
    String other = targetOfConnection.putIfAbsent(request.connection(), target);
    if (other != null && !other.equals(target)) {
      faults.add("a connection of " + other + " carried a message of " + target);
    }
    boolean well = random.nextBoolean();
    Misbehaviour kind = KINDS.get(random.nextInt(KINDS.size()));
    int status = STATUSES[random.nextInt(STATUSES.length)];
    String body = "answer to " + attempt;
    Said before =
        said.put(
            attempt, new Said(target, well ? Optional.empty() : Optional.of(kind), status, body));
    if (before != null) {
      faults.add(attempt + " was sent twice");
    }
    if (well) {
      peer.write(reply(status, body));
    } else {
      kind.answer(attempt, peer);
    }
  }

  @Test
  void anAttemptRecordsWhatItsOwnReceiverSaidToItsOwnMessage() {
    List<URI> hooks =
        IntStream.range(0, TENANTS).mapToObj(i -> receiver.uri("/tenant/" + i)).toList();
    List<ClientId> tenants =
        Backlog.fill(
            vertx,
            hookpress.database(),
            new SealedBox(new byte[32]),
            hooks,
            MESSAGES,
            Clock.systemUTC().instant());
    hookpress.start(
        Map.of(
            "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
            "1",
            "HOOKPRESS_DELIVERY_RETRY_SCHEDULE",
            "1h",
            "HOOKPRESS_BREAKER_ERRORS",
            "100000"));
    awaitAttempts();

    List<Recorded> recorded = recorded();
    long exact = 0;
    for (Recorded one : recorded) {
      judge(one, tenants);
      Said own = said.get(one.attempt());
      exact += own != null && one.answer().equals(own.body()) ? 1 : 0;
    }
    assertThat(faults).isEmpty();
    assertThat(recorded).hasSizeGreaterThanOrEqualTo(MESSAGES);
    assertThat(exact).as("well-formed answers that are recorded").isGreaterThan(MESSAGES / 3);
    assertThat(recorded)
        .extracting(Recorded::outcome)
        .contains("delivered", "status_rejected", "timeout", "connection_lost")
        .doesNotContain("internal");
  }

  private void judge(Recorded one, List<ClientId> tenants) {
    boolean delivered = one.outcome().equals("delivered");
    Said own = said.get(one.attempt());
    if (own == null) {
      // An idle connection broke before the request was sent.
      fault(delivered || one.status() != 0 || !one.answer().isEmpty(), one, "nothing");
      return;
    }
    int tenant = Integer.parseInt(own.target().substring("/tenant/".length()));
    fault(!one.client().equals(tenants.get(tenant)), one, "another tenant's " + own);
    fault(one.answer().contains("answer to") && !one.answer().equals(own.body()), one, "" + own);
    if (own.kind().isPresent()) {
      fault(delivered && !own.kind().get().acknowledges(), one, "" + own);
    } else if (one.status() != 0) {
      boolean right = one.status() == own.status() && one.answer().equals(own.body());
      fault(!right || delivered != (own.status() < 300), one, "" + own);
    } else {
      // A slow machine let the deadline pass.
      fault(!one.outcome().equals("timeout"), one, "" + own);
    }
  }

  private void fault(boolean wrong, Recorded one, String what) {
    if (wrong) {
      faults.add(one + " was said " + what);
    }
  }

  private void awaitAttempts() {
    for (long before = 0; before < MESSAGES; ) {
      long last = before;
      eventually(() -> attempted() > last);
      before = attempted();
    }
  }

  private long attempted() {
    try (Connection connection = TestServers.connect(hookpress.database());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(distinct notification_id) from attempt")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Recorded> recorded() {
    List<Recorded> all = new ArrayList<>();
    try (Connection connection = TestServers.connect(hookpress.database());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select client_id, notification_id, number, outcome, status, answer"
                    + " from attempt")) {
      while (row.next()) {
        String message = NativeIds.shown(new NotificationId(row.getObject(2, UUID.class)));
        all.add(
            new Recorded(
                new ClientId(row.getObject(1, UUID.class)),
                message + ":" + row.getInt(3),
                row.getString(4),
                row.getInt(5),
                new String(row.getBytes(6), StandardCharsets.UTF_8)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }
}
