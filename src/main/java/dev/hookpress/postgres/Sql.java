package dev.hookpress.postgres;

import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Locale;

/**
 * All SQL statements, one file each in {@code sql/}, with the names of their parameters. A missing
 * file prevents startup, and so does a file that uses other parameters than those named here.
 */
public enum Sql {
  ACCEPT_JOBS(
      "clients jobs ordinals dialects created_times metadata targets requests idempotency_keys"
          + " body_hashes callback_clients callback_jobs callback_endpoints expiries bulk"
          + " samples document_counts direct lease_seconds node"),
  ADD_TEMPLATE_VERSION("client template html language settings sha256 now max_versions name"),
  ADOPT_NOTIFICATIONS("now max"),
  ADVANCE_REPLAY("client replay now notifications reached max_attempts paid_until"),
  APPLY_REGISTRATION("client endpoint rate enabled now"),
  BEGIN_DOCUMENT("client job ordinal claims"),
  BEGIN_UPLOAD("client job ordinal claims"),
  BEGIN_REPLAY_STEP("now max_looked_at max_attempts"),
  CANCEL_JOB("client job now notifications dialects origins targets bodies endpoints"),
  CANCEL_NOTIFICATION("client notification now"),
  CANCEL_REPLAY("client replay now"),
  CHANGE_SHARD_OF("client notification"),
  CHANGE_REGISTERED_ENDPOINT("client endpoint name target wants auth"),
  CLAIM_DOCUMENTS(
      "now after_client max max_steps limited_clients free_of_clients free_per_client lease_until"
          + " node bulk_turn any_size max_bytes"),
  CLAIM_NOTIFICATIONS(
      "now endpoint_clients endpoints quotas node epoch shards in_hand hand hands_done"),
  COUNT_BACKLOG("now blocked_clients max"),
  COUNT_PENDING("client samples limit"),
  COUNT_REPLAY("client after before filter max_looked_at max_attempts"),
  CREATE_API_KEY(
      "client api_key api_key_hash api_key_prefix name scopes expires_at now max_valid"
          + " forget_until"),
  CREATE_CLIENT("client name now api_key api_key_hash api_key_prefix signing_secret"),
  CREATE_TEMPLATE("client template name now html language settings sha256 max_templates"),
  DELETE_CERTIFICATE("client name"),
  DELETE_JOB("client job now again"),
  DELETE_OF_CLIENT("client max"),
  DELETE_TEMPLATE("client template now"),
  DESCRIBE_NODE("node name roles version"),
  DRAIN_NODE("node now"),
  DROP_PARTITIONS("first_day"),
  END_AS_GONE("clients notifications claims times node epochs"),
  END_DOCUMENT("client job ordinal claims result started_at"),
  END_ENDPOINT("client endpoint now event event_body"),
  END_OWED_TO_GONE("client endpoint now max"),
  END_SIGNING_SECRET("client key now"),
  EXPIRE_DELIVERIES("first_day"),
  EXPIRE_ENDPOINTS("unused_since gone_since"),
  EXPIRE_FEEDS("unread_since kept_since"),
  EXPIRE_IDEMPOTENCY_KEY("client key created_until"),
  EXPIRE_IDEMPOTENCY_KEYS("created_until"),
  EXPIRE_IDEMPOTENT_ANSWERS("created_until"),
  EXPIRE_REPLAYS("ended_until"),
  FIND_ALERT_EMAIL("client"),
  FIND_CERTIFICATE("client name"),
  FIND_CLIENT_ACCOUNT("client now max_counted max_holds"),
  FIND_CLIENT_BY_KEY("api_key_hash now"),
  FIND_DEAD_NODES("node"),
  FIND_DELETION("client"),
  FIND_DELIVERY_SETTINGS("clients now"),
  FIND_DRAIN("node"),
  FIND_DUE_ENDPOINTS("now after_client after_endpoint deep max_steps max_of_client in_hand shards"),
  FIND_DUE_REPLAY("now"),
  FIND_ENDPOINT_SECRETS("clients endpoints now"),
  FIND_EVENTS_TARGET("client"),
  FIND_IDEMPOTENCY_KEY("client key"),
  FIND_IDEMPOTENT_ANSWER("client key"),
  FIND_ENDPOINT_CLIENTS("endpoint limit"),
  FIND_EXPIRED_CONTENT("now max"),
  FIND_JOB("client job"),
  FIND_NOTIFICATION("client notification"),
  FIND_OWNER("id"),
  FIND_REPLAY("client replay"),
  FIND_S3("client"),
  FIND_SEALED_SAMPLE,
  FIND_SECRETS_KEYS,
  FIND_TARGETS("client job"),
  FIND_TEMPLATE("client template"),
  FIND_TEMPLATE_HTML("client template version"),
  FINISH_DELETION("client now"),
  FINISH_DOCUMENTS(
      "clients jobs ordinals claims states results started_times ended_times owed_clients"
          + " owed_notifications owed_jobs owed_dialects owed_origins owed_targets owed_bodies"
          + " owed_times owed_direct node epoch hand owed_endpoints owed_urls"),
  FREE_SHARDS("node epoch shards"),
  HASTEN_EVENT("client event type body now"),
  HOLD_ENDPOINTS("clients endpoints ends reasons"),
  HOLD_ORIGINS("clients endpoints"),
  KEEP_IDEMPOTENT_ANSWER("client key answer"),
  LIST_API_KEYS("client now"),
  LIST_ATTEMPTS("client notification"),
  LIST_AUDIT("subject before_id limit"),
  LIST_CERTIFICATES("client"),
  LIST_CLIENTS("after limit"),
  LIST_DELETIONS("finished_since limit"),
  LIST_DISABLED_CLIENTS("limit"),
  LIST_DOCUMENTS("client job"),
  LIST_ENDPOINTS("client after limit since now"),
  LIST_ENDPOINT_SECRETS("client endpoint now"),
  LIST_JOBS("client before from state limit"),
  LIST_NODES("limit"),
  LIST_NOTIFICATIONS("client job"),
  LIST_NOTIFICATION_PAGE(
      "client source before from scan state job endpoint dialect event outcome limit"),
  LIST_REGISTERED_ENDPOINTS("client"),
  LIST_REPLAYS("client before limit"),
  LIST_RETENTIONS,
  LIST_SIGNING_SECRETS("client now"),
  LIST_TEMPLATES("client before limit"),
  LOCK_CLIENT("client"),
  LOCK_NOTIFICATION("client notification"),
  LOCK_REGISTERED_ENDPOINT("client endpoint"),
  LOCK_REPLAY_START("client"),
  LOCK_SECRETS_KEYS,
  MAKE_PARTITIONS("first_day days width"),
  OLDEST_DUE("now blocked_clients max_steps"),
  OPEN_FEED("client now"),
  OPERATOR_TOP("order since max limit"),
  OWE_ALERT_EMAIL("client notification now body"),
  OWE_EVENTS("clients events types bodies created_times due_times"),
  PAUSE_ENDPOINT("client endpoint now"),
  PUT_ALERT_EMAIL("client origin target"),
  PUT_CERTIFICATE("client name now subject fingerprint not_after sealed most"),
  PUT_EVENTS_TARGET("client origin target endpoint format"),
  PUT_S3("client s3"),
  PUT_TEMPLATE(
      "client template alias name now html language settings sha256 max_templates max_versions"),
  READ_FEED("client after limit"),
  RECORD_ATTEMPTS(
      "clients notifications claims numbers started_times latencies_ms addresses outcomes"
          + " statuses details answers heads states next_attempt_times ended_times events"
          + " event_bodies node epochs"),
  RECORD_AUDIT("id at actor source action subject before after"),
  RECORD_HEARTBEAT("node just_started"),
  RECORD_INTERIM_ATTEMPTS(
      "clients notifications claims numbers started_times latencies_ms addresses outcomes"
          + " statuses details answers heads node epochs"),
  RECORD_PROBE("node now old"),
  RECORD_SECRETS_KEY("fingerprint"),
  REDELIVER("client notification now max_attempts"),
  REGISTER_ENDPOINT("client endpoint max url origin id now name target wants auth"),
  REINSTATE_ENDPOINT("client endpoint"),
  RELEASE_DOCUMENT("client job ordinal claims now"),
  RELEASE_NODE("node now claims_undone"),
  RELEASE_NOTIFICATIONS("clients notifications claims times endpoints node epochs"),
  REMOVE_NODE("node"),
  RENEW_EPOCH("node"),
  REPORT_ENDPOINTS(
      "clients endpoints attempts delivered latency_sums_ms latency_maxima_ms in_flight_limits"
          + " last_outcomes last_times hour last_errors failures"),
  REQUEST_DELETION("client now"),
  RESCUE_NODE("node now"),
  RESEAL_ALERT_EMAILS("clients ids ordinals sealed resealed"),
  RESEAL_CERTIFICATES("clients ids ordinals sealed resealed"),
  RESEAL_DOCUMENTS("clients ids ordinals sealed resealed"),
  RESEAL_ENDPOINT_AUTHS("clients ids ordinals sealed resealed"),
  RESEAL_ENDPOINT_SECRETS("clients ids ordinals sealed resealed"),
  RESEAL_EVENTS_TARGET("clients ids ordinals sealed resealed"),
  RESEAL_FIND_ALERT_EMAILS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_CERTIFICATES("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_DOCUMENTS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_ENDPOINT_AUTHS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_ENDPOINT_SECRETS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_EVENTS_TARGET("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_IDEMPOTENT_ANSWERS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_JOB_TARGETS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_NOTIFICATION_TARGETS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_NOTIFICATIONS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_REGISTERED_ENDPOINTS("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_S3("key_id after_client after_id after_ordinal limit"),
  RESEAL_FIND_SIGNING_SECRETS("key_id after_client after_id after_ordinal limit"),
  RESEAL_IDEMPOTENT_ANSWERS("clients ids ordinals sealed resealed"),
  RESEAL_JOB_TARGETS("clients ids ordinals sealed resealed"),
  RESEAL_NOTIFICATION_TARGETS("clients ids ordinals sealed resealed"),
  RESEAL_REGISTERED_ENDPOINTS("clients ids ordinals sealed resealed"),
  RESEAL_S3("clients ids ordinals sealed resealed"),
  RESEAL_SIGNING_SECRETS("clients ids ordinals sealed resealed"),
  RETIRE_SECRETS_KEYS("fingerprint"),
  REVOKE_API_KEY("client api_key even_last now"),
  ROTATE_ENDPOINT_SECRET("client key scheme sealed now overlap_end max_valid endpoint url origin"),
  ROTATE_SIGNING_SECRET("client key scheme sealed now overlap_end max_valid"),
  START_REPLAY(
      "client replay now from to per_second matched matched_exactly position max_running filter"),
  TAKE_ALERT_EMAILS("clients before now"),
  TAKE_DELETION,
  TAKE_SHARDS("node epoch"),
  TAKE_IDEMPOTENCY_KEY("client key id request_sha256 now created_until"),
  TOUCH_API_KEY("api_key_hash now unless_since"),
  TRACK_ENDPOINTS("clients endpoints urls origins"),
  UNREGISTER_ENDPOINT("client endpoint url now"),
  UPDATE_CLIENT(
      "client disabled_at deleted_at requests_per_second max_pending_jobs breaker_errors"
          + " breaker_window_seconds breaker_block_seconds retention_days"
          + " retry_schedule_seconds");

  private final List<String> parameters;
  private final String text;

  Sql() {
    this("");
  }

  /**
   * Names a statement.
   *
   * @param parameters their names, with spaces between
   */
  Sql(String parameters) {
    this.parameters = parameters.isEmpty() ? List.of() : List.of(parameters.split(" "));
    this.text = NamedSql.load("/sql/" + name().toLowerCase(Locale.ROOT) + ".sql", this.parameters);
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
}
