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

/** What is owed for a job that has ended: to each target a message, fixed byte for byte. */
public final class Callbacks {
  private Callbacks() {}

  /**
   * One message a target.
   *
   * @param job ended
   * @param ids names each
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
    // Names do not differ by case, and what belongs to the body is not the client's to say.
    headers
        .keySet()
        .removeIf(name -> callback.headers().keySet().stream().anyMatch(name::equalsIgnoreCase));
    headers.putAll(callback.headers());
    // Its secret has done its work, and is not kept.
    Target.Webhook told = new Target.Webhook(webhook.url(), headers);
    return new OwedNotification(id, dialect.name(), told, callback.body());
  }
}
