package dev.hookpress.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Every statement, one a file in {@code sql/}. A missing file stops the start. */
public enum Sql {
  ACCEPT_JOBS,
  ADD_TEMPLATE_VERSION,
  ADVANCE_REPLAY,
  BEAT,
  BEGIN_DOCUMENT,
  BEGIN_REPLAY_STEP,
  CANCEL_JOB,
  CANCEL_REPLAY,
  CLAIM_DOCUMENTS,
  CLAIM_NOTIFICATIONS,
  COUNT_PENDING,
  COUNT_REPLAY,
  CREATE_CLIENT,
  CREATE_TEMPLATE,
  DELETE_TEMPLATE,
  END_AS_GONE,
  END_DOCUMENT,
  END_ENDPOINT,
  END_OWED_TO_GONE,
  END_SIGNING_SECRET,
  EXPIRE_DELIVERIES,
  EXPIRE_ENDPOINTS,
  EXPIRE_IDEMPOTENCY_KEY,
  EXPIRE_IDEMPOTENCY_KEYS,
  EXPIRE_REPLAYS,
  FIND_CLIENT_ACCOUNT,
  FIND_CLIENT_BY_KEY,
  FIND_DEAD_NODES,
  FIND_DELIVERY_TERMS,
  FIND_DUE_REPLAY,
  FIND_EVENTS_TARGET,
  FIND_IDEMPOTENCY_KEY,
  FIND_JOB,
  FIND_NOTIFICATION,
  FIND_REPLAY,
  FIND_S3,
  FIND_SEALED_SAMPLE,
  FIND_SECRETS_KEYS,
  FIND_TARGETS,
  FIND_TEMPLATE,
  FIND_TEMPLATE_HTML,
  FINISH_DOCUMENTS,
  HOLD_ENDPOINTS,
  LEAVE,
  LIST_ATTEMPTS,
  LIST_DOCUMENTS,
  LIST_ENDPOINTS,
  LIST_JOBS,
  LIST_NOTIFICATIONS,
  LIST_REPLAYS,
  LIST_SIGNING_SECRETS,
  LIST_TEMPLATES,
  LOCK_NOTIFICATION,
  LOCK_SECRETS_KEYS,
  NOTE_SECRETS_KEY,
  OLDEST_DUE,
  OWE_EVENTS,
  PUT_EVENTS_TARGET,
  PUT_S3,
  RECORD_ATTEMPTS,
  RECORD_INTERIM_ATTEMPTS,
  REDELIVER,
  REINSTATE_ENDPOINT,
  RELEASE_NODE,
  RELEASE_NOTIFICATIONS,
  REPORT_ENDPOINTS,
  RESCUE_NODE,
  RESEAL_DOCUMENTS,
  RESEAL_EVENTS_TARGET,
  RESEAL_FIND_DOCUMENTS,
  RESEAL_FIND_EVENTS_TARGET,
  RESEAL_FIND_JOB_TARGETS,
  RESEAL_FIND_NOTIFICATION_TARGETS,
  RESEAL_FIND_S3,
  RESEAL_FIND_SIGNING_SECRETS,
  RESEAL_JOB_TARGETS,
  RESEAL_NOTIFICATION_TARGETS,
  RESEAL_S3,
  RESEAL_SIGNING_SECRETS,
  RETIRE_SECRETS_KEYS,
  ROTATE_SIGNING_SECRET,
  START_REPLAY,
  TAKE_REPLAY_TURN;

  private final String text = load(name().toLowerCase(Locale.ROOT));

  public String text() {
    return text;
  }

  private static String load(String name) {
    String file = "/sql/" + name + ".sql";
    try (InputStream in = Sql.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The statement " + file + " is not in the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
