package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationFilter;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.secrets.SealedBox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The list of notifications of one client that has a million. Takes minutes, so it runs only with
 * {@code -Dhookpress.million=true}; {@link PlansIT} holds the plan.
 */
@EnabledIfSystemProperty(named = "hookpress.million", matches = "true")
class MillionNotificationsIT extends OnPostgres {
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final int REPEATS = 9;
  private static final int PAGE = 100;
  private static final ClientId CLIENT = new ClientId(new UUID(0, 1));

  /**
   * One of a hundred ended otherwise, one of a thousand waits, one of ten thousand is of one
   * endpoint or of an operational event.
   */
  private static final List<String> FILLING =
      List.of(
          """
          create temporary table made as
          select uuid '00000000-0000-0000-0000-000000000001' as client_id, n,
              now() - (1000000 - n) * interval '60 ms' as at,
              (substr(ulid_floor(now() - (1000000 - n) * interval '60 ms')::text, 1, 24)
                  || lpad(to_hex(n), 12, '0'))::uuid as id
          from generate_series(1, 1000000) as n
          """,
          """
          insert into notification (client_id, id, job_id, event, dialect, created_at,
              next_attempt_at, origin, target, body, endpoint)
          select client_id, id, case when n % 10000 <> 3 then id end,
              case when n % 10000 = 3 then 'client.blocked' end,
              case when n % 1000 = 4 then 'tailpdf' else 'native' end, at, at, 'https://a.test',
              decode(repeat('00', 300), 'hex'), '', case when n % 10000 = 5 then 42 else n % 50 end
          from made
          """,
          """
          insert into attempt (client_id, notification_id, number, started_at, latency_ms, address,
              outcome, status, detail, answer, ended_as, ended_at)
          select client_id, id, 1, at, 12, '192.0.2.1',
              case when n % 100 = 7 then 'timeout' else 'delivered' end, 200, 'It answered.', '',
              case when n % 100 = 7 then 'exhausted' else 'delivered' end, at
          from made
          where n % 1000 <> 0
          """,
          """
          insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard,
              claims)
          select client_id, id, n % 50, n % 50, now(), n % 50, -1 from made where n % 1000 = 0
          """,
          "drop table made",
          "vacuum analyze");

  private final PgNotificationBook notifications =
      new PgNotificationBook(pool, new SealedBox(new byte[32]));

  @BeforeAll
  static void fill() {
    FILLING.forEach(statement -> pool.query(statement).execute().await());
  }

  private static NotificationFilter filter(
      Optional<NotificationState> state,
      Optional<JobId> job,
      Optional<EndpointKey> endpoint,
      Optional<DialectName> dialect,
      Optional<String> event,
      Optional<Outcome> outcome,
      Optional<NotificationId> before) {
    return new NotificationFilter(
        state, job, endpoint, dialect, event, outcome, Optional.empty(), Optional.empty(), before);
  }

  private static UUID middle() {
    return pool.query("select id from notification order by id offset 500000 limit 1")
        .execute()
        .await()
        .iterator()
        .next()
        .getUUID("id");
  }

  private static Map<String, NotificationFilter> filters() {
    Map<String, NotificationFilter> filters = new LinkedHashMap<>();
    UUID middle = middle();
    Optional<NotificationId> after = Optional.of(new NotificationId(middle));
    filters.put("none", with(Optional.empty(), Optional.empty(), Optional.empty()));
    filters.put("none, at half a million", with(Optional.empty(), Optional.empty(), after));
    for (NotificationState state : NotificationState.values()) {
      filters.put(
          "status=" + state.label(), with(Optional.of(state), Optional.empty(), Optional.empty()));
    }
    for (Outcome outcome : Outcome.values()) {
      filters.put(
          "outcome=" + outcome.label(),
          with(Optional.empty(), Optional.of(outcome), Optional.empty()));
    }
    filters.put(
        "status=exhausted, outcome=timeout, at half a million",
        with(Optional.of(NotificationState.EXHAUSTED), Optional.of(Outcome.TIMEOUT), after));
    narrow(filters, middle);
    return filters;
  }

  private static void narrow(Map<String, NotificationFilter> filters, UUID middle) {
    filters.put(
        "job",
        filter(
            Optional.empty(),
            Optional.of(new JobId(middle)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    filters.put(
        "endpoint",
        filter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new EndpointKey(42)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    filters.put(
        "dialect and outcome",
        filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new DialectName("tailpdf")),
            Optional.empty(),
            Optional.of(Outcome.DELIVERED),
            Optional.empty()));
    filters.put(
        "event",
        filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("client.blocked"),
            Optional.empty(),
            Optional.empty()));
    Instant hours = Instant.now().minus(Duration.ofHours(8));
    filters.put(
        "an hour",
        new NotificationFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Outcome.TIMEOUT),
            Optional.of(hours),
            Optional.of(hours.plus(Duration.ofHours(1))),
            Optional.empty()));
  }

  private static NotificationFilter with(
      Optional<NotificationState> state,
      Optional<Outcome> outcome,
      Optional<NotificationId> before) {
    return filter(
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        outcome,
        before);
  }

  @Test
  void eachFilterIsListedWithinFiftyMilliseconds() {
    List<String> slow = new ArrayList<>();
    // The first requests of a process are slower, whatever they ask for.
    filters().values().forEach(filter -> await(notifications.page(CLIENT, filter, PAGE)));
    filters()
        .forEach(
            (name, filter) -> {
              long[] nanos = new long[REPEATS];
              int found = 0;
              for (int i = 0; i < REPEATS; i++) {
                long from = System.nanoTime();
                found = await(notifications.page(CLIENT, filter, PAGE)).notifications().size();
                nanos[i] = System.nanoTime() - from;
              }
              Arrays.sort(nanos);
              double median = nanos[REPEATS / 2] / 1e6;
              System.out.printf(
                  "%-55s %3d found, %6.1f ms (slowest %6.1f ms)%n",
                  name, found, median, nanos[REPEATS - 1] / 1e6);
              if (median > BOUND.toMillis()) {
                slow.add(name + ": " + median);
              }
            });
    assertThat(slow).isEmpty();
  }
}
