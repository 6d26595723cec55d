package dev.hookpress.render.process;

import dev.hookpress.render.prepared.RenderLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The render processes of a node: as many as render threads, and a spare that takes over while
 * another one starts. Thread-safe.
 */
final class RenderProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(RenderProcesses.class);
  private static final Duration START_RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);
  private static final Duration ARCHIVE_DELAY = Duration.ofSeconds(3);

  /** The node starts first, which takes all that two cores have; a document that waits does not. */
  private static final Duration OTHERS_DELAY = Duration.ofSeconds(2);

  /**
   * Against leaks of libraries in the heap; half an hour of invoices at full load. A new process
   * needs two minutes of them until its code is compiled as well.
   */
  private static final int MAX_DOCUMENTS = 500_000;

  /** Resident memory beyond the heap at which a process is replaced. */
  private static final long GROWTH_BYTES = 384L << 20;

  private static final int MEMORY_CHECK_DOCUMENTS = 16;

  private final int heapMebis;
  private final RequestFormat.Setup setup;
  private final ProcessEvents events;
  private final int target;
  private final ProcessStarter starter;
  private final ProcessProgram program;

  /** Waits for processes to be ready. */
  private final ScheduledExecutorService starters = RenderThreads.executor(2, "render-starter");

  /** The warmest first, so that a node with little to do keeps one process warm. */
  private final Deque<RenderProcess> idle = new ArrayDeque<>();

  private final Set<RenderProcess> all = new HashSet<>();

  private int starting;
  private int waiting;
  private boolean closed;

  /** The date of the pages that warm a process up. */
  private volatile Instant sampleTime = Instant.EPOCH;

  /**
   * Creates the pool; nothing is started yet.
   *
   * @param threads number of documents that are rendered at once, at least 0
   * @param archives directory for the class archive
   */
  RenderProcesses(
      int threads,
      int heapMebis,
      Path archives,
      RequestFormat.Setup setup,
      ProcessEvents events,
      ProcessProgram program) {
    this.target = threads + 1;
    this.heapMebis = heapMebis;
    this.setup = setup;
    this.events = events;
    this.program = program;
    this.starter = new ProcessStarter(heapMebis, archives, setup, program);
  }

  RenderLimits limits() {
    return setup.limits();
  }

  int heapMebis() {
    return heapMebis;
  }

  /**
   * Starts the first process and returns when it is ready; the others follow. Blocking.
   *
   * @throws IOException if no process can be started, or the operator's fonts cannot be read
   */
  void start(Instant now) throws IOException {
    RenderProcess first = starter.first();
    Restrictions restrictions = starter.restrictions();
    LOG.info(
        program.renders()
            ? "Documents are rendered in {} processes of {} MB each, and a spare that checks"
                + " templates; used: {}; not offered here: {}"
            : "PDFs are verified in {} processes of {} MB each; used: {}; not offered here: {}",
        program.renders() ? target - 1 : target,
        heapMebis,
        String.join(", ", restrictions.used()),
        String.join(", ", restrictions.unused()));
    took(first);
    starters.schedule(this::fill, OTHERS_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    starters.schedule(starter::makeArchive, ARCHIVE_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    sampleTime = now;
  }

  /** Schedules work that does not wait. */
  Future<?> after(Duration delay, Runnable work) {
    return starter.after(delay, work);
  }

  private void startInBackground() {
    try {
      RenderProcess process = starter.next(this::warmUp);
      synchronized (this) {
        starting--;
      }
      started(process);
    } catch (IOException | RuntimeException e) {
      boolean stopped;
      synchronized (this) {
        starting--;
        stopped = closed;
      }
      if (!stopped) {
        LOG.warn("A render process could not be started: {}", e.toString());
        events.ended(ProcessEnd.NOT_STARTED);
        starters.schedule(this::fill, START_RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** A document that waits is a warm-up itself. */
  private synchronized Optional<Instant> warmUp() {
    return waiting > 0 ? Optional.empty() : Optional.of(sampleTime);
  }

  private void started(RenderProcess process) {
    took(process);
    fill();
  }

  private void took(RenderProcess process) {
    boolean unwanted;
    synchronized (this) {
      unwanted = closed;
      if (!unwanted) {
        all.add(process);
        idle.addLast(process);
        notifyAll();
      }
    }
    if (unwanted) {
      process.end(ProcessEnd.RENEWED);
      process.reason();
      return;
    }
    process.onExit(() -> endedWhileIdle(process));
    events.alive(alive());
  }

  private void endedWhileIdle(RenderProcess process) {
    boolean mine;
    synchronized (this) {
      mine = idle.remove(process);
    }
    if (mine) {
      discard(process, process.reason());
    }
  }

  private synchronized int alive() {
    return all.size();
  }

  /** Starts as many processes as are missing. */
  private synchronized void fill() {
    while (!closed && all.size() + starting < target) {
      starting++;
      starters.execute(this::startInBackground);
    }
  }

  /**
   * Takes a process for one document; returned by {@link #give} or {@link #discard}. Waits for a
   * process that starts.
   *
   * @throws IllegalStateException if none could be started in time, or the node stops
   */
  synchronized RenderProcess take() {
    long endNanos = System.nanoTime() + ProcessStarter.START_BOUND.toNanos();
    waiting++;
    try {
      while (true) {
        if (closed) {
          throw new IllegalStateException("The render processes are closed");
        }
        RenderProcess process = living();
        if (process != null) {
          return process;
        }
        fill();
        long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          throw new IllegalStateException("No render process could be started");
        }
        wait(leftMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a render process", e);
    } finally {
      waiting--;
    }
  }

  /** The first idle process that lives; null if there is none. Those that have died are noticed. */
  private RenderProcess living() {
    return idle.stream()
        .filter(RenderProcess::isAlive)
        .findFirst()
        .filter(idle::remove)
        .orElse(null);
  }

  /** Takes a process back that has answered; replaces it when it has done enough. */
  void give(RenderProcess process) {
    boolean worn = isWorn(process);
    synchronized (this) {
      // Only while another one is there to go on.
      worn &= !idle.isEmpty();
      if (!worn && !closed) {
        idle.addFirst(process);
        notifyAll();
      }
    }
    if (worn) {
      process.end(ProcessEnd.RENEWED);
      discard(process, ProcessEnd.RENEWED);
    } else if (!process.isAlive()) {
      endedWhileIdle(process);
    }
  }

  private boolean isWorn(RenderProcess process) {
    return process.documents() >= MAX_DOCUMENTS
        || process.documents() % MEMORY_CHECK_DOCUMENTS == 0
            && process.residentBytes() > ((long) heapMebis << 20) + GROWTH_BYTES;
  }

  /** Forgets a process that has ended, and starts another one. */
  void discard(RenderProcess process, ProcessEnd reason) {
    boolean stopped;
    synchronized (this) {
      all.remove(process);
      stopped = closed;
    }
    if (!stopped) {
      if (reason != ProcessEnd.RENEWED) {
        LOG.warn("Render process {} has ended: {}", process.pid(), reason.label());
      }
      events.ended(reason);
      events.alive(alive());
      fill();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends all processes, those that start too. Blocking, within some seconds. */
  void close() {
    Set<RenderProcess> left;
    synchronized (this) {
      closed = true;
      left = Set.copyOf(all);
      idle.clear();
      notifyAll();
    }
    left.forEach(process -> process.end(ProcessEnd.RENEWED));
    starters.shutdownNow();
    starter.close();
    RenderThreads.await(starters, CLOSE_BOUND);
    left.forEach(RenderProcess::reason);
    starter.removeDirectories();
    events.alive(0);
  }
}
