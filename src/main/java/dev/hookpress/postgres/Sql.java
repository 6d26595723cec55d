package dev.hookpress.postgres;

import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * All SQL statements, one file each in {@code sql/}, with the names of their parameters. A missing
 * file prevents startup, and so does a file that uses other parameters than those named here.
 */
public enum Sql {
  ACCEPT_JOBS(
      "clients",
      "jobs",
      "ordinals",
      "dialects",
      "created_times",
      "metadata",
      "targets",
      "requests",
      "idempotency_keys",
      "body_hashes",
      "callback_clients",
      "callback_jobs",
      "callback_endpoints",
      "document_counts",
      "direct",
      "lease_seconds",
      "node"),
  ADD_TEMPLATE_VERSION(
      "client", "template", "html", "language", "sha256", "now", "max_versions", "name"),
  ADVANCE_REPLAY(
      "client", "replay", "now", "notifications", "reached", "max_attempts", "paid_until"),
  BEGIN_DOCUMENT("client", "job", "ordinal", "claims"),
  BEGIN_REPLAY_STEP("now", "max_looked_at", "max_attempts"),
  CANCEL_JOB(
      "client",
      "job",
      "now",
      "notifications",
      "dialects",
      "origins",
      "targets",
      "bodies",
      "endpoints"),
  CANCEL_REPLAY("client", "replay", "now"),
  CLAIM_DOCUMENTS(
      "now",
      "after_client",
      "max",
      "max_steps",
      "limited_clients",
      "free_of_clients",
      "free_per_client",
      "lease_until",
      "node"),
  CLAIM_NOTIFICATIONS(
      "now",
      "after_client",
      "max",
      "max_steps",
      "max_endpoints_of_client",
      "deep_client",
      "deep_after",
      "limited_clients",
      "free_of_clients",
      "free_per_client",
      "endpoint_clients",
      "endpoints",
      "free_of_endpoints",
      "free_per_endpoint",
      "blocked_clients",
      "lease_until",
      "node",
      "busy_clients",
      "busy_endpoints"),
  COUNT_BACKLOG("now", "blocked_clients", "max"),
  COUNT_PENDING("client", "limit"),
  COUNT_REPLAY(
      "client", "after", "before", "states", "dialect", "origin", "max_looked_at", "max_attempts"),
  CREATE_API_KEY(
      "client",
      "api_key",
      "api_key_hash",
      "api_key_prefix",
      "name",
      "scopes",
      "expires_at",
      "now",
      "max_valid",
      "forget_until"),
  CREATE_CLIENT(
      "client", "name", "now", "api_key", "api_key_hash", "api_key_prefix", "signing_secret"),
  CREATE_TEMPLATE(
      "client", "template", "name", "now", "html", "language", "sha256", "max_templates"),
  DELETE_OF_CLIENT("client", "max"),
  DELETE_TEMPLATE("client", "template", "now"),
  DESCRIBE_NODE("node", "name", "roles", "version"),
  DRAIN_NODE("node", "now"),
  DROP_PARTITIONS("first_day"),
  END_AS_GONE("clients", "notifications", "claims", "times"),
  END_DOCUMENT("client", "job", "ordinal", "claims", "result", "started_at"),
  END_ENDPOINT("client", "endpoint", "now", "event", "event_body"),
  END_OWED_TO_GONE("client", "endpoint", "now", "max"),
  END_SIGNING_SECRET("client", "key", "now"),
  EXPIRE_DELIVERIES("first_day"),
  EXPIRE_ENDPOINTS("unused_since", "gone_since"),
  EXPIRE_IDEMPOTENCY_KEY("client", "key", "created_until"),
  EXPIRE_IDEMPOTENCY_KEYS("created_until"),
  EXPIRE_IDEMPOTENT_ANSWERS("created_until"),
  EXPIRE_REPLAYS("ended_until"),
  FIND_CLIENT_ACCOUNT("client", "now", "max_counted", "max_holds"),
  FIND_CLIENT_BY_KEY("api_key_hash", "now"),
  FIND_DEAD_NODES("node"),
  FIND_DELETION("client"),
  FIND_DELIVERY_SETTINGS("clients", "now"),
  FIND_DRAIN("node"),
  FIND_DUE_REPLAY("now"),
  FIND_ENDPOINT_SECRETS("clients", "endpoints", "now"),
  FIND_EVENTS_TARGET("client"),
  FIND_IDEMPOTENCY_KEY("client", "key"),
  FIND_IDEMPOTENT_ANSWER("client", "key"),
  FIND_JOB("client", "job"),
  FIND_NOTIFICATION("client", "notification"),
  FIND_OWNER("id"),
  FIND_REPLAY("client", "replay"),
  FIND_S3("client"),
  FIND_SEALED_SAMPLE,
  FIND_SECRETS_KEYS,
  FIND_TARGETS("client", "job"),
  FIND_TEMPLATE("client", "template"),
  FIND_TEMPLATE_HTML("client", "template", "version"),
  FINISH_DELETION("client", "now"),
  FINISH_DOCUMENTS(
      "clients",
      "jobs",
      "ordinals",
      "claims",
      "states",
      "results",
      "started_times",
      "ended_times",
      "owed_clients",
      "owed_notifications",
      "owed_jobs",
      "owed_dialects",
      "owed_origins",
      "owed_targets",
      "owed_bodies",
      "owed_times",
      "owed_direct",
      "lease_until",
      "node",
      "owed_endpoints",
      "owed_urls"),
  HOLD_ENDPOINTS("clients", "endpoints", "ends", "reasons"),
  HOLD_ORIGINS("clients", "endpoints"),
  KEEP_IDEMPOTENT_ANSWER("client", "key", "answer"),
  LIST_API_KEYS("client", "now"),
  LIST_ATTEMPTS("client", "notification"),
  LIST_AUDIT("subject", "before_id", "limit"),
  LIST_CLIENTS("after", "limit"),
  LIST_DELETIONS("finished_since", "limit"),
  LIST_DISABLED_CLIENTS("limit"),
  LIST_DOCUMENTS("client", "job"),
  LIST_ENDPOINTS("client", "after", "limit", "since", "now"),
  LIST_ENDPOINT_SECRETS("client", "endpoint", "now"),
  LIST_JOBS("client", "before", "from", "state", "limit"),
  LIST_NODES("limit"),
  LIST_NOTIFICATIONS("client", "job"),
  LIST_NOTIFICATION_PAGE(
      "client",
      "source",
      "before",
      "from",
      "scan",
      "state",
      "job",
      "endpoint",
      "dialect",
      "event",
      "limit"),
  LIST_REPLAYS("client", "before", "limit"),
  LIST_SIGNING_SECRETS("client", "now"),
  LIST_TEMPLATES("client", "before", "limit"),
  LOCK_CLIENT("client"),
  LOCK_NOTIFICATION("client", "notification"),
  LOCK_REPLAY_START("client"),
  LOCK_SECRETS_KEYS,
  MAKE_PARTITIONS("first_day", "days"),
  OLDEST_DUE("now", "blocked_clients", "max_steps"),
  OPERATOR_TOP("order", "since", "max", "limit"),
  OWE_EVENTS("clients", "events", "types", "bodies", "created_times", "due_times"),
  PUT_EVENTS_TARGET("client", "origin", "target", "endpoint"),
  PUT_S3("client", "s3"),
  PUT_TEMPLATE(
      "client",
      "template",
      "alias",
      "name",
      "now",
      "html",
      "language",
      "sha256",
      "max_templates",
      "max_versions"),
  RECORD_ATTEMPTS(
      "clients",
      "notifications",
      "claims",
      "numbers",
      "started_times",
      "latencies_ms",
      "addresses",
      "outcomes",
      "statuses",
      "details",
      "answers",
      "states",
      "next_attempt_times",
      "ended_times",
      "events",
      "event_bodies"),
  RECORD_AUDIT("id", "at", "actor", "source", "action", "subject", "before", "after"),
  RECORD_HEARTBEAT("node", "just_started"),
  RECORD_INTERIM_ATTEMPTS(
      "clients",
      "notifications",
      "claims",
      "numbers",
      "started_times",
      "latencies_ms",
      "addresses",
      "outcomes",
      "statuses",
      "details",
      "answers"),
  RECORD_PROBE("node", "now", "old"),
  RECORD_SECRETS_KEY("fingerprint"),
  REDELIVER("client", "notification", "now", "max_attempts"),
  REINSTATE_ENDPOINT("client", "endpoint"),
  RELEASE_NODE("node", "now", "claims_undone"),
  RELEASE_NOTIFICATIONS("clients", "notifications", "claims", "times", "endpoints"),
  REMOVE_NODE("node"),
  REPORT_ENDPOINTS(
      "clients",
      "endpoints",
      "attempts",
      "delivered",
      "latency_sums_ms",
      "latency_maxima_ms",
      "in_flight_limits",
      "last_outcomes",
      "last_times",
      "hour"),
  REQUEST_DELETION("client", "now"),
  RESCUE_NODE("node", "now"),
  RESEAL_DOCUMENTS("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_ENDPOINT_SECRETS("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_EVENTS_TARGET("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_FIND_DOCUMENTS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_ENDPOINT_SECRETS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_EVENTS_TARGET("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_IDEMPOTENT_ANSWERS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_JOB_TARGETS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_NOTIFICATION_TARGETS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_NOTIFICATIONS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_S3("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_FIND_SIGNING_SECRETS("key_id", "after_client", "after_id", "after_ordinal", "limit"),
  RESEAL_IDEMPOTENT_ANSWERS("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_JOB_TARGETS("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_NOTIFICATION_TARGETS("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_S3("clients", "ids", "ordinals", "sealed", "resealed"),
  RESEAL_SIGNING_SECRETS("clients", "ids", "ordinals", "sealed", "resealed"),
  RETIRE_SECRETS_KEYS("fingerprint"),
  REVOKE_API_KEY("client", "api_key", "even_last", "now"),
  ROTATE_ENDPOINT_SECRET(
      "client",
      "key",
      "scheme",
      "sealed",
      "now",
      "overlap_end",
      "max_valid",
      "endpoint",
      "url",
      "origin"),
  ROTATE_SIGNING_SECRET("client", "key", "scheme", "sealed", "now", "overlap_end", "max_valid"),
  START_REPLAY(
      "client",
      "replay",
      "now",
      "from",
      "to",
      "states",
      "dialect",
      "origin",
      "per_second",
      "matched",
      "matched_exactly",
      "position",
      "max_running"),
  TAKE_DELETION,
  TAKE_IDEMPOTENCY_KEY("client", "key", "id", "request_sha256", "now", "created_until"),
  TOUCH_API_KEY("api_key_hash", "now", "unless_since"),
  TRACK_ENDPOINTS("clients", "endpoints", "urls", "origins"),
  UPDATE_CLIENT(
      "client",
      "disabled_at",
      "deleted_at",
      "requests_per_second",
      "max_pending_jobs",
      "breaker_errors",
      "breaker_window_seconds",
      "breaker_block_seconds",
      "retry_schedule_seconds");

  private final List<String> parameters;
  private final String text;

  Sql(String... parameters) {
    this.parameters = List.of(parameters);
    this.text = load("/sql/" + name().toLowerCase(Locale.ROOT) + ".sql", this.parameters);
  }

  /** Returns an execution of this statement on a pool or a connection, nothing bound yet. */
  public NamedQuery on(SqlClient client) {
    return new NamedQuery(client, this);
  }

  /** Returns the statement for Postgres, whose parameters are {@code $1} and so on. */
  public String text() {
    return text;
  }

  /** Returns the names of the parameters; the first is {@code $1} in {@link #text()}. */
  List<String> parameters() {
    return parameters;
  }

  private static String load(String file, List<String> parameters) {
    try (InputStream in = Sql.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The statement " + file + " is not in the program.");
      }
      return NamedSql.number(
          file, new String(in.readAllBytes(), StandardCharsets.UTF_8), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
