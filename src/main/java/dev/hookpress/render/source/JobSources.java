package dev.hookpress.render.source;

import dev.hookpress.job.JobId;
import dev.hookpress.render.source.SourceClient.Fetched;
import java.net.URI;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the documents of a job fetch, on this node: the number of fetches is bounded, and what has
 * been fetched for one document is not fetched again for the others. Keeps the newest answers
 * within a number of bytes, and counts the fetches of the last {@value #MAX_JOBS} jobs.
 * Thread-safe.
 */
public final class JobSources {
  private static final int MAX_JOBS = 10_000;

  /** A larger answer is not kept: it would displace those of too many other jobs. */
  private static final int LARGE_SHARE = 4;

  /** Memory of an answer beside its body. */
  private static final int ANSWER_BYTES = 1_000;

  private final int maxFetches;
  private final long maxBytes;
  private long bytes;

  /** Jobs, the one that fetched last at the end. */
  private final LinkedHashMap<JobId, Job> jobs = new LinkedHashMap<>(16, 0.75f, true);

  /** One fetch: an answer may depend on what is accepted and on who asks. */
  record Request(URI uri, String accept, Map<String, String> access) {
    Request(URI uri, String accept) {
      this(uri, accept, Map.of());
    }
  }

  private static final class Job {
    private final Map<Request, Fetched> answers = new HashMap<>();
    private long bytes;
    private int fetches;
  }

  /**
   * Creates the sources of all jobs.
   *
   * @param maxFetches number of fetches for one job
   * @param maxBytes of the answers that are kept, of all jobs together
   */
  public JobSources(int maxFetches, long maxBytes) {
    this.maxFetches = maxFetches;
    this.maxBytes = maxBytes;
  }

  int maxFetches() {
    return maxFetches;
  }

  /** The answer that another document of the job got, if it is kept. */
  synchronized Optional<Fetched> known(JobId id, Request request) {
    Job job = jobs.get(id);
    return job == null ? Optional.empty() : Optional.ofNullable(job.answers.get(request));
  }

  /** Counts a fetch; false if the job has had all that it may. */
  synchronized boolean admit(JobId id) {
    Job job = jobs.computeIfAbsent(id, fresh -> new Job());
    if (jobs.size() > MAX_JOBS) {
      Iterator<Job> eldest = jobs.values().iterator();
      bytes -= eldest.next().bytes;
      eldest.remove();
    }
    return ++job.fetches <= maxFetches;
  }

  /** Keeps an answer for the other documents of the job. */
  synchronized void keep(JobId id, Request request, Fetched answer) {
    long size = ANSWER_BYTES;
    if (answer instanceof Fetched.Body body) {
      size += body.bytes().length;
    }
    Job job = jobs.get(id);
    if (job == null || size > maxBytes / LARGE_SHARE) {
      return;
    }
    if (job.answers.putIfAbsent(request, answer) == null) {
      job.bytes += size;
      bytes += size;
    }
    Iterator<Job> eldest = jobs.values().iterator();
    while (bytes > maxBytes) {
      Job emptied = eldest.next();
      bytes -= emptied.bytes;
      emptied.bytes = 0;
      emptied.answers.clear();
    }
  }
}
