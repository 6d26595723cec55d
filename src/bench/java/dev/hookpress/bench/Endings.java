package dev.hookpress.bench;

import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.SealedNotification;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.TestServers;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends jobs at a steady rate, round-robin over the clients: inserts their notifications in one
 * transaction with the queue rows, as a node does, and wakes the dispatcher. Every callback carries
 * the time at which its job was due to end, so that falling behind does not shorten the measured
 * latency.
 */
final class Endings implements AutoCloseable {
  /** Jobs that become due meanwhile are ended in one transaction, as on a busy node. */
  private static final Duration TICK = Duration.ofMillis(10);

  private static final String EXAMPLES =
      """
      create table turn as
      select row_number() over (order by q.ordinal) - 1 as ordinal, n.*
      from unnest(?::text[]) with ordinality as q (origin, ordinal)
      join notification n on n.origin = q.origin
      """;

  private static final String END =
      """
      with made as (
          insert into notification (client_id, id, job_id, dialect, created_at, next_attempt_at,
              origin, target, body, endpoint)
          select t.client_id,
              (lpad(to_hex(m.micros / 1000), 12, '0') || substr(md5(m.number::text), 1, 20))::uuid,
              t.job_id, t.dialect, m.at, m.at, t.origin, t.target,
              convert_to(replace(convert_from(t.body, 'UTF8'), '"order":"7001"',
                  '"due":"' || m.micros || '"'), 'UTF8'),
              t.endpoint
          from (
              select number, micros, to_timestamp(micros / 1e6) as at
              from unnest(?::bigint[], ?::bigint[]) as w (number, micros)) m
          join turn t on t.ordinal = any (array[m.number % ?])
          returning client_id, id, created_at, origin, endpoint
      )
      insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard,
          claims)
      select client_id, id, queue_key(client_id, endpoint, origin), endpoint, created_at,
          shard_of(client_id, origin), -1
      from made
      """;

  private final Connection connection;
  private final PreparedStatement end;
  private final Redis redis;
  private final int clients;
  private long ended;

  /**
   * Creates one for a database that holds one notification of each client.
   *
   * @param origins of the clients, in round-robin order
   */
  Endings(Stage stage, String uri, List<String> origins) throws SQLException {
    clients = origins.size();
    connection = TestServers.connect(uri);
    try (PreparedStatement examples = connection.prepareStatement(EXAMPLES)) {
      examples.setArray(1, connection.createArrayOf("text", origins.toArray()));
      examples.execute();
    }
    try (Statement statement = connection.createStatement()) {
      openBodies(stage.box());
      statement.execute("create index on turn (ordinal)");
      statement.execute("analyze turn");
    }
    end = connection.prepareStatement(END);
    end.setInt(3, clients);
    redis = Redis.createClient(stage.vertx(), stage.redis().uri());
  }

  /**
   * SQL writes the due time into the bodies, so the examples keep theirs in clear, as events do.
   */
  private void openBodies(SealedBox box) throws SQLException {
    try (Statement read = connection.createStatement();
        ResultSet examples =
            read.executeQuery("select ordinal, client_id, target, body from turn");
        PreparedStatement write =
            connection.prepareStatement("update turn set target = ?, body = ? where ordinal = ?")) {
      while (examples.next()) {
        ClientId client = new ClientId(examples.getObject(2, UUID.class));
        SealedNotification opened =
            SealedNotification.open(box, client, examples.getBytes(3), examples.getBytes(4));
        byte[] target = StoredJson.target(opened.target());
        write.setBytes(1, box.seal(target, SealingPurposes.TARGET, client));
        write.setBytes(2, opened.body());
        write.setLong(3, examples.getLong(1));
        write.addBatch();
      }
      write.executeBatch();
    }
  }

  /** How many jobs have ended; the first one was of the first client. */
  long ended() {
    return ended;
  }

  /** Ends {@code perSecond} jobs a second for that long. */
  void run(int perSecond, Duration lasts) throws SQLException {
    long begunNanos = System.nanoTime();
    long begunMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    int all = Math.toIntExact(perSecond * lasts.toMillis() / 1000);
    int written = 0;
    while (written < all) {
      long sinceMicros = (System.nanoTime() - begunNanos) / 1000;
      List<Long> numbers = new ArrayList<>();
      List<Long> dueMicros = new ArrayList<>();
      for (long due = dueMicros(written, perSecond);
          written < all && due <= sinceMicros;
          due = dueMicros(++written, perSecond)) {
        numbers.add(ended++);
        dueMicros.add(begunMicros + due);
      }
      if (!numbers.isEmpty()) {
        write(numbers, dueMicros);
      }
      long tickEnd = begunNanos + sinceMicros * 1000 + TICK.toNanos();
      LockSupport.parkNanos(Math.max(0, tickEnd - System.nanoTime()));
    }
  }

  private static long dueMicros(int number, int perSecond) {
    return number * 1_000_000L / perSecond;
  }

  private void write(List<Long> numbers, List<Long> dueMicros) throws SQLException {
    end.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
    end.setArray(2, connection.createArrayOf("bigint", dueMicros.toArray()));
    end.executeUpdate();
    Future<?> woken =
        redis.send(Request.cmd(Command.PUBLISH).arg("hookpress:wakes").arg("deliver"));
    woken.await();
  }

  @Override
  public void close() throws SQLException {
    redis.close();
    connection.close();
  }
}
