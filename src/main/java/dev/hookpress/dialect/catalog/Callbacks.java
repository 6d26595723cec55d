package dev.hookpress.dialect.catalog;

import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Creates the notifications for a job that has ended: one per target, with the body fixed byte for
 * byte.
 */
public final class Callbacks {
  private Callbacks() {}

  /**
   * Creates one notification per target.
   *
   * @param job a job that has ended
   * @param ids supplies the id of each notification
   */
  public static List<OwedNotification> owed(
      JobReport job, List<Target> targets, Supplier<NotificationId> ids) {
    return targets.stream().map(target -> owed(job, target, ids.get())).toList();
  }

  private static OwedNotification owed(JobReport job, Target target, NotificationId id) {
    if (target instanceof Target.Email email) {
      byte[] content = Dialects.of(job.dialect()).email(job, email);
      return new OwedNotification(id, job.dialect(), email, content);
    }
    Target.Webhook webhook = (Target.Webhook) target;
    Dialect dialect = Dialects.of(webhook.format().orElse(job.dialect()));
    Callback callback = dialect.callback(job, webhook);
    Map<String, String> headers = new LinkedHashMap<>(webhook.headers());
    // Header names are case-insensitive, and the callback's own headers override the client's.
    headers
        .keySet()
        .removeIf(name -> callback.headers().keySet().stream().anyMatch(name::equalsIgnoreCase));
    headers.putAll(callback.headers());
    // The target's secret has already signed the callback, so it is not stored.
    Target.Webhook withHeaders = new Target.Webhook(webhook.url(), headers);
    return new OwedNotification(id, dialect.name(), withHeaders, callback.body());
  }
}
