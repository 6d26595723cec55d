package dev.hookpress.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Every statement, one a file in {@code sql/}. A missing file stops the start. */
enum Sql {
  ACCEPT_JOBS,
  BEAT,
  BEGIN_DOCUMENT,
  CANCEL_JOB,
  CLAIM_DOCUMENTS,
  CLAIM_NOTIFICATIONS,
  COUNT_PENDING,
  CREATE_CLIENT,
  EXPIRE_IDEMPOTENCY_KEY,
  EXPIRE_IDEMPOTENCY_KEYS,
  FIND_CLIENT_BY_KEY,
  FIND_DEAD_NODES,
  FIND_DELIVERY_TERMS,
  FIND_IDEMPOTENCY_KEY,
  FIND_JOB,
  FIND_NOTIFICATION,
  FIND_S3,
  FINISH_DOCUMENTS,
  LEAVE,
  LIST_ATTEMPTS,
  LIST_JOBS,
  LIST_NOTIFICATIONS,
  OLDEST_DUE,
  PUT_S3,
  RECORD_ATTEMPTS,
  RELEASE_NODE,
  RELEASE_NOTIFICATIONS,
  RESCUE_NODE;

  private final String text = load(name().toLowerCase(Locale.ROOT));

  String text() {
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
