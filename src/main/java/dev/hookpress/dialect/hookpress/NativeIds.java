package dev.hookpress.dialect.hookpress;

import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.document.TemplateId;
import java.util.Optional;

/** Ids as the native format shows and reads them: a kind, and a ULID. */
public final class NativeIds {
  /** What a job's id begins with. */
  public static final String JOB_PREFIX = "job_";

  /** What a notification's id begins with. */
  public static final String NOTIFICATION_PREFIX = "msg_";

  /** What a signing key's id begins with. */
  public static final String SIGNING_KEY_PREFIX = "sig_";

  /** What a replay's id begins with. */
  public static final String REPLAY_PREFIX = "rpl_";

  /** What a template's id begins with. */
  public static final String TEMPLATE_PREFIX = "tpl_";

  private NativeIds() {}

  /** A job's id as it is shown. */
  public static String shown(JobId id) {
    return JOB_PREFIX + id;
  }

  /** A notification's id as it is shown, and as {@code webhook-id} has it. */
  public static String shown(NotificationId id) {
    return NOTIFICATION_PREFIX + id;
  }

  /** A replay's id as it is shown. */
  public static String shown(ReplayId id) {
    return REPLAY_PREFIX + id;
  }

  /** Reads a {@link #shown(JobId)}; empty for anything else. */
  public static Optional<JobId> job(String text) {
    return text.startsWith(JOB_PREFIX)
        ? JobId.parse(text.substring(JOB_PREFIX.length()))
        : Optional.empty();
  }

  /** Reads a {@link #shown(NotificationId)}; empty for anything else. */
  public static Optional<NotificationId> notification(String text) {
    return text.startsWith(NOTIFICATION_PREFIX)
        ? NotificationId.parse(text.substring(NOTIFICATION_PREFIX.length()))
        : Optional.empty();
  }

  /** A template's id as it is shown. */
  public static String shown(TemplateId id) {
    return TEMPLATE_PREFIX + id;
  }

  /** Reads a {@link #shown(TemplateId)}; empty for anything else. */
  public static Optional<TemplateId> template(String text) {
    return text.startsWith(TEMPLATE_PREFIX)
        ? TemplateId.parse(text.substring(TEMPLATE_PREFIX.length()))
        : Optional.empty();
  }

  /** A signing key's id as it is shown. */
  public static String shown(SigningKeyId id) {
    return SIGNING_KEY_PREFIX + id;
  }

  /** Reads a {@link #shown(SigningKeyId)}; empty for anything else. */
  public static Optional<SigningKeyId> signingKey(String text) {
    return text.startsWith(SIGNING_KEY_PREFIX)
        ? SigningKeyId.parse(text.substring(SIGNING_KEY_PREFIX.length()))
        : Optional.empty();
  }

  /** Reads a {@link #shown(ReplayId)}; empty for anything else. */
  public static Optional<ReplayId> replay(String text) {
    return text.startsWith(REPLAY_PREFIX)
        ? ReplayId.parse(text.substring(REPLAY_PREFIX.length()))
        : Optional.empty();
  }
}
