package dev.hookpress.dialect.hookpress;

import dev.hookpress.job.ApiKeyId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.document.TemplateId;
import java.util.Optional;
import java.util.function.Function;

/** Formats and parses the ids of the native format: a prefix for the kind, then a ULID. */
public final class NativeIds {
  /** The prefix of job ids. */
  public static final String JOB_PREFIX = "job_";

  /** The prefix of notification ids. */
  public static final String NOTIFICATION_PREFIX = "msg_";

  /** The prefix of signing key ids. */
  public static final String SIGNING_KEY_PREFIX = "sig_";

  /** The prefix of the ids of API keys. */
  public static final String API_KEY_PREFIX = "key_";

  /** The prefix of replay ids. */
  public static final String REPLAY_PREFIX = "rpl_";

  /** The prefix of template ids. */
  public static final String TEMPLATE_PREFIX = "tpl_";

  private static final int ULID_CHARACTERS = 26;
  private static final int MAX_PREFIX_CHARACTERS = 16;

  private NativeIds() {}

  /** Formats a job's id. */
  public static String shown(JobId id) {
    return JOB_PREFIX + id;
  }

  /** Formats a notification's id, which {@code webhook-id} also carries. */
  public static String shown(NotificationId id) {
    return NOTIFICATION_PREFIX + id;
  }

  /** Formats a replay's id. */
  public static String shown(ReplayId id) {
    return REPLAY_PREFIX + id;
  }

  /**
   * Parses a job's id as this format or another has shown it: a ULID, which lower-case letters and
   * an underscore or hyphen may precede. Empty for anything else.
   */
  public static Optional<JobId> job(String text) {
    int prefix = text.length() - ULID_CHARACTERS;
    return prefix >= 0 && prefix <= MAX_PREFIX_CHARACTERS && prefix(text.substring(0, prefix))
        ? JobId.parse(text.substring(prefix))
        : Optional.empty();
  }

  private static boolean prefix(String text) {
    return text.chars().allMatch(each -> each >= 'a' && each <= 'z' || each == '_' || each == '-');
  }

  /** Parses the result of {@link #shown(NotificationId)}; empty for anything else. */
  public static Optional<NotificationId> notification(String text) {
    return parse(NOTIFICATION_PREFIX, text, NotificationId::parse);
  }

  /** Formats a template's id. */
  public static String shown(TemplateId id) {
    return TEMPLATE_PREFIX + id;
  }

  /** Parses the result of {@link #shown(TemplateId)}; empty for anything else. */
  public static Optional<TemplateId> template(String text) {
    return parse(TEMPLATE_PREFIX, text, TemplateId::parse);
  }

  /** Formats a signing key's id. */
  public static String shown(SigningKeyId id) {
    return SIGNING_KEY_PREFIX + id;
  }

  /** Parses the result of {@link #shown(SigningKeyId)}; empty for anything else. */
  public static Optional<SigningKeyId> signingKey(String text) {
    return parse(SIGNING_KEY_PREFIX, text, SigningKeyId::parse);
  }

  /** Formats the id of an API key. */
  public static String shown(ApiKeyId id) {
    return API_KEY_PREFIX + id;
  }

  /** Parses the result of {@link #shown(ApiKeyId)}; empty for anything else. */
  public static Optional<ApiKeyId> apiKey(String text) {
    return parse(API_KEY_PREFIX, text, ApiKeyId::parse);
  }

  /** Parses the result of {@link #shown(ReplayId)}; empty for anything else. */
  public static Optional<ReplayId> replay(String text) {
    return parse(REPLAY_PREFIX, text, ReplayId::parse);
  }

  private static <T> Optional<T> parse(
      String prefix, String text, Function<String, Optional<T>> ulid) {
    return text.startsWith(prefix) ? ulid.apply(text.substring(prefix.length())) : Optional.empty();
  }
}
