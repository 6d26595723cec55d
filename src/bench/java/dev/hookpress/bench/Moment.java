package dev.hookpress.bench;

import java.nio.charset.StandardCharsets;

/** A time that a callback carries; its age is measured where the callback arrives. */
enum Moment {
  /**
   * When the cause of the callback was due to begin: microseconds since 1970, sixteen digits, in
   * the metadata of the job. See {@link Call#DUE}.
   */
  DUE("\"due\":\"", false),

  /** When the job was accepted: the first half of its id, to the millisecond. */
  ACCEPTED("\"job_id\":\"job_", true),

  /** When the job ended: the first half of the notification's id, to the millisecond. */
  ENDED("\r\nwebhook-id: msg_", true);

  private static final int MICROS_DIGITS = 16;
  private static final int ULID_TIME_DIGITS = 10;
  private static final int BITS = 5;
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final byte[] marker;
  private final boolean ulid;

  Moment(String marker, boolean ulid) {
    this.marker = marker.getBytes(StandardCharsets.US_ASCII);
    this.ulid = ulid;
  }

  /** In microseconds since 1970; -1 if the request does not carry it. */
  long micros(byte[] bytes, int from, int end) {
    for (int i = from; i + marker.length + MICROS_DIGITS <= end; i++) {
      if (marked(bytes, i)) {
        int at = i + marker.length;
        return ulid ? ulidMillis(bytes, at) * 1000 : number(bytes, at);
      }
    }
    return -1;
  }

  private boolean marked(byte[] bytes, int at) {
    for (int i = 0; i < marker.length; i++) {
      if (bytes[at + i] != marker[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] bytes, int at) {
    long number = 0;
    for (int i = at; i < at + MICROS_DIGITS; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static long ulidMillis(byte[] bytes, int at) {
    long millis = 0;
    for (int i = at; i < at + ULID_TIME_DIGITS; i++) {
      millis = millis << BITS | CROCKFORD.indexOf(Character.toUpperCase((char) bytes[i]));
    }
    return millis;
  }
}
