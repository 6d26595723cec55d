package dev.hookpress.postgres.records;

import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationFilter;
import dev.hookpress.api.deliveries.NotificationPage;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.api.deliveries.NotificationView.SentRequest;
import dev.hookpress.dialect.catalog.CallbackHeaders;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.SealedNotification;
import dev.hookpress.postgres.Sql;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads notifications and their attempts. */
public final class PgNotificationBook implements NotificationBook {
  /** Each costs four lookups by index: some ten milliseconds together. */
  private static final int MAX_EXAMINED = 500;

  // Headers of a client's that hold no secret, beside those that formats set.
  private static final Set<String> PLAIN_HEADERS =
      Set.of("accept", "content-type", "traceparent", "user-agent");

  private final SqlClient pool;
  private final SealedBox box;

  /** Creates the book; {@code box} opens targets, whose secrets it hides. */
  public PgNotificationBook(SqlClient pool, SealedBox box) {
    this.pool = pool;
    this.box = box;
  }

  @Override
  public Future<List<NotificationView>> ofJob(ClientId client, JobId job) {
    return Sql.LIST_NOTIFICATIONS
        .on(pool)
        .bind("client", client.value())
        .bind("job", job.value())
        .execute()
        .map(rows -> stream(rows).map(row -> view(row, List.of(), Optional.empty())).toList());
  }

  @Override
  public Future<NotificationPage> page(ClientId client, NotificationFilter filter, int limit) {
    Source source = Source.of(filter);
    int scan = source.decides(filter) ? limit + 1 : MAX_EXAMINED;
    return Sql.LIST_NOTIFICATION_PAGE
        .on(pool)
        .bind("client", client.value())
        .bind("source", source.label())
        .bind(
            "before",
            IdRange.before(filter.createdTo(), filter.before().map(NotificationId::value)))
        .bind("from", IdRange.from(filter.createdFrom()))
        .bind("scan", scan)
        .bind("state", filter.state().map(NotificationState::label).orElse(null))
        .bind("job", filter.job().map(JobId::value).orElse(null))
        .bind("endpoint", filter.endpoint().map(EndpointKey::value).orElse(null))
        .bind("dialect", filter.dialect().map(DialectName::label).orElse(null))
        .bind("event", filter.event().orElse(null))
        .bind("outcome", filter.outcome().map(Outcome::label).orElse(null))
        .bind("limit", limit + 1)
        .execute()
        .map(rows -> page(rows, scan, limit));
  }

  private static NotificationPage page(RowSet<Row> rows, int scan, int limit) {
    List<NotificationView> found =
        stream(rows)
            .filter(row -> row.getUUID("id") != null)
            .map(row -> view(row, List.of(), Optional.empty()))
            .toList();
    if (found.size() > limit) {
      return new NotificationPage(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
    }
    Row first = rows.iterator().next();
    Optional<NotificationId> next =
        Optional.of(first)
            .filter(row -> row.getInteger("examined") == scan)
            .map(row -> new NotificationId(row.getUUID("oldest")));
    return new NotificationPage(found, next);
  }

  /** The index that leads to the notifications of a filter. */
  private enum Source {
    /** All of the client's: most of them were delivered. */
    ALL,
    JOB,
    QUEUE,
    ENDED_OTHERWISE;

    static Source of(NotificationFilter filter) {
      if (filter.job().isPresent()) {
        return JOB;
      }
      return filter
          .state()
          .map(
              state ->
                  switch (state) {
                    case PENDING, DELIVERING -> QUEUE;
                    case DELIVERED -> ALL;
                    case EXHAUSTED, GONE, REFUSED, CANCELED -> ENDED_OTHERWISE;
                  })
          .orElse(ALL);
    }

    /** Whether every candidate passes the filter. */
    boolean decides(NotificationFilter filter) {
      return this == ALL
          && filter.state().isEmpty()
          && filter.endpoint().isEmpty()
          && filter.dialect().isEmpty()
          && filter.event().isEmpty()
          && filter.outcome().isEmpty();
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Future<Optional<NotificationView>> notification(ClientId client, NotificationId id) {
    // Attempts are read last: an attempt recorded in between is then shown but not counted, rather
    // than counted but missing.
    return Sql.FIND_NOTIFICATION
        .on(pool)
        .bind("client", client.value())
        .bind("notification", id.value())
        .execute()
        .compose(
            found ->
                Sql.LIST_ATTEMPTS
                    .on(pool)
                    .bind("client", client.value())
                    .bind("notification", id.value())
                    .execute()
                    .map(
                        attempts ->
                            stream(found).map(row -> whole(client, row, attempts)).findFirst()));
  }

  private NotificationView whole(ClientId client, Row row, RowSet<Row> attempts) {
    ExchangeHeads heads = ExchangeHeads.NONE;
    List<AttemptView> shown = new ArrayList<>();
    for (Row attempt : attempts) {
      heads = heads(attempt);
      shown.add(attempt(attempt, heads.answer()));
    }
    Optional<SentRequest> request =
        shown.isEmpty()
            ? Optional.empty()
            : request(client, row, shown.get(shown.size() - 1), heads.request());
    return view(row, shown, request);
  }

  /** The request of an attempt at a webhook. */
  private Optional<SentRequest> request(
      ClientId client, Row row, AttemptView attempt, Map<String, String> signatures) {
    SealedNotification opened =
        SealedNotification.open(
            box, client, row.getBuffer("target").getBytes(), row.getBuffer("body").getBytes());
    if (!(opened.target() instanceof Target.Webhook webhook)) {
      return Optional.empty();
    }
    Map<String, String> own = new LinkedHashMap<>();
    webhook
        .headers()
        .forEach(
            (name, value) -> {
              String lowerCase = name.toLowerCase(Locale.ROOT);
              boolean plain =
                  PLAIN_HEADERS.contains(lowerCase) || Dialects.FORMATS.setsHeader(lowerCase);
              own.put(lowerCase, plain ? value : ExchangeHeads.HIDDEN);
            });
    Map<String, String> headers =
        CallbackHeaders.unsigned(
            own, new NotificationId(row.getUUID("id")), attempt.startedAt(), attempt.number());
    headers.putAll(signatures);
    return Optional.of(new SentRequest(webhook.shown(), headers, Buffer.buffer(opened.body())));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static NotificationView view(
      Row row, List<AttemptView> attempts, Optional<SentRequest> request) {
    NotificationState state = NotificationState.ofLabel(row.getString("state"));
    boolean delivering = state == NotificationState.PENDING && row.getBoolean("claimed");
    return new NotificationView(
        new NotificationId(row.getUUID("id")),
        Optional.ofNullable(row.getUUID("job_id")).map(JobId::new),
        Optional.ofNullable(row.getString("event")),
        new DialectName(row.getString("dialect")),
        delivering ? NotificationState.DELIVERING : state,
        new EndpointKey(row.getLong("endpoint")),
        row.getString("origin"),
        Optional.ofNullable(row.getString("url")),
        PgEndpointBook.hold(row),
        Columns.optionalInstant(row, "paused_at"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "next_attempt_at"),
        Columns.optionalInstant(row, "ended_at"),
        row.getShort("attempts_made"),
        attempts,
        request);
  }

  private static ExchangeHeads heads(Row row) {
    String heads = row.getString("heads");
    return heads == null ? ExchangeHeads.NONE : ExchangeHeads.of(heads);
  }

  private static AttemptView attempt(Row row, Map<String, String> answerHeaders) {
    return new AttemptView(
        row.getShort("number"),
        Columns.instant(row, "started_at"),
        row.getInteger("latency_ms"),
        row.getString("address"),
        row.getString("outcome"),
        Optional.ofNullable(row.getShort("status")).map(Short::intValue),
        row.getString("detail"),
        answerHeaders,
        row.getBuffer("answer"));
  }
}
