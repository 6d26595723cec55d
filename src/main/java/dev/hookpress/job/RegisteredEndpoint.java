package dev.hookpress.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint that a client has registered: it hears of jobs without being named by them, and of
 * operational events.
 *
 * @param name the client's own name for it
 * @param target its URL, headers and the format of what is sent to it; no format means each job's
 * @param jobFormats the formats of the jobs it hears of; empty means all
 * @param allJobs whether it hears of jobs that do not name it
 * @param events the types of the events it is told of
 * @param perSecond how many attempts a second it takes at most; empty means no limit
 * @param auth how requests to its URL authenticate their sender, whatever names the URL
 * @param enabled whether anything new is owed to it; what is owed already waits while it is not
 */
public record RegisteredEndpoint(
    String name,
    Target.Webhook target,
    List<DialectName> jobFormats,
    boolean allJobs,
    Set<String> events,
    Optional<Integer> perSecond,
    Optional<EndpointAuth> auth,
    boolean enabled,
    Instant createdAt) {
  private static final String JOB_EVENT = "job.";

  /** The types of the events of jobs. */
  public static final List<String> JOB_EVENTS =
      List.of(event(JobState.COMPLETED), event(JobState.FAILED), event(JobState.CANCELED));

  public RegisteredEndpoint {
    jobFormats = List.copyOf(jobFormats);
    events = Set.copyOf(events);
  }

  /** The type of the event that a job has ended in a state. */
  public static String event(JobState end) {
    return JOB_EVENT + end.label();
  }

  /** Its id, which is that of its URL. */
  public EndpointKey key() {
    return EndpointKey.of(target.identity(), false);
  }

  /** Whether it is told that a job in this format, which does not name it, has ended so. */
  public boolean hears(DialectName format, JobState end) {
    return enabled
        && allJobs
        && events.contains(event(end))
        && (jobFormats.isEmpty() || jobFormats.contains(format));
  }
}
