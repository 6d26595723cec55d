package dev.hookpress.dialect.catalog;

import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.job.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The targets of a job, then the endpoints that hear of its end without being named by it. An
   * endpoint whose URL the job names is told once, as the job wants it.
   *
   * @param registered the client's registered endpoints, without those that are gone
   */
  public static List<Target> targets(
      List<Target> named, List<RegisteredEndpoint> registered, DialectName format, JobState end) {
    Set<String> known = named.stream().map(Target::identity).collect(Collectors.toSet());
    return Stream.concat(
            named.stream(),
            registered.stream()
                .filter(endpoint -> endpoint.hears(format, end))
                .map(RegisteredEndpoint::target)
                .filter(target -> !known.contains(target.identity())))
        .toList();
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
