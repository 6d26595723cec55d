package dev.hookpress.render.process;

import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.source.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Duration START_RETRY = Duration.ofSeconds(1);
  private static final Duration ARCHIVE_DELAY = Duration.ofSeconds(3);

  /** Against leaks of libraries; an invoice a second makes it half an hour. */
  private static final int MAX_DOCUMENTS = 2_000;

  /** Resident memory beyond the heap at which a process is replaced. */
  private static final long GROWTH_BYTES = 384L << 20;

  private static final int MEMORY_CHECK_DOCUMENTS = 16;
  private static final Message.Bounds READY = new Message.Bounds(16_384, 0, 0);

  private final int heapMebis;
  private final Path archives;
  private final RequestFormat.Setup setup;
  private final ProcessEvents events;
  private final int target;

  /** Starts programs. The system ends them when the thread that has started them ends. */
  private final ScheduledExecutorService spawner = executor(1, "render-spawner");

  /** Waits for processes to be ready. */
  private final ScheduledExecutorService starters = executor(2, "render-starter");

  /** Ends what takes too long; never waits. */
  private final ScheduledExecutorService watch = executor(1, "render-watch");

  /** The warmest first, so that a node with little to do keeps one process warm. */
  private final Deque<RenderProcess> idle = new ArrayDeque<>();

  private final Set<RenderProcess> all = new HashSet<>();
  private int starting;
  private int waiting;
  private boolean closed;
  private ProcessDirectories directories;

  /** The date of the pages that warm a process up. */
  private volatile Instant sampleTime = Instant.EPOCH;

  private volatile ProcessCommand command;
  private volatile ClassArchive archive;

  /**
   * Creates the pool; nothing is started yet.
   *
   * @param threads number of documents that are rendered at once
   * @param archives directory for the class archive
   */
  RenderProcesses(
      int threads, int heapMebis, Path archives, RequestFormat.Setup setup, ProcessEvents events) {
    this.target = threads + 1;
    this.heapMebis = heapMebis;
    this.archives = archives;
    this.setup = setup;
    this.events = events;
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
    directories = ProcessDirectories.create();
    use(Restrictions.probe(heapMebis));
    RenderProcess first;
    try {
      first = startOne();
    } catch (NotReady fault) {
      throw fault;
    } catch (IOException restricted) {
      LOG.warn("A render process does not start with restrictions: {}", restricted.getMessage());
      use(Restrictions.NONE);
      first = startOne();
    }
    Restrictions restrictions = command.restrictions();
    LOG.info(
        "Documents are rendered in {} processes of {} MB each, and a spare; used: {}; not offered"
            + " here: {}",
        target - 1,
        heapMebis,
        String.join(", ", restrictions.used()),
        String.join(", ", restrictions.unused()));
    started(first);
    starters.schedule(this::makeArchive, ARCHIVE_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    sampleTime = now;
  }

  private void use(Restrictions restrictions) {
    command = new ProcessCommand(heapMebis, restrictions);
    archive = new ClassArchive(new ProcessCommand(heapMebis, Restrictions.NONE), archives);
  }

  /** A process that has said why it cannot render. */
  private static final class NotReady extends IOException {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  private RenderProcess startOne() throws IOException {
    Path directory = directories.next();
    RenderProcess process;
    try {
      ProcessBuilder builder = command.builder(directory, archive.options(), List.of());
      process = new RenderProcess(spawner.submit(builder::start).get(), directory);
    } catch (ExecutionException e) {
      RenderProcess.delete(directory);
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
    Future<?> late = endAfter(process, START_BOUND);
    try {
      Optional<Message> ready = process.exchange(RequestFormat.setup(setup), READY);
      if (ready.isEmpty()) {
        throw new IOException("It ended before it was ready: " + process.reason().label());
      }
      Optional<String> fault = AnswerFormat.notReady(ready.get(), RenderProcessMain.build());
      if (fault.isPresent()) {
        throw new NotReady(fault.get());
      }
      return process;
    } catch (IOException e) {
      process.end(ProcessEnd.NOT_STARTED);
      throw e;
    } finally {
      late.cancel(false);
    }
  }

  private Future<?> endAfter(RenderProcess process, Duration bound) {
    return watch.schedule(
        () -> process.end(ProcessEnd.NOT_STARTED), bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Schedules work that does not wait. */
  Future<?> after(Duration delay, Runnable work) {
    return watch.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void makeArchive() {
    try {
      Path directory = directories.next();
      try {
        archive.make(directory);
      } finally {
        RenderProcess.delete(directory);
      }
    } catch (IOException | InterruptedException e) {
      LOG.info("Render processes start without a class archive: {}", e.toString());
    }
  }

  private void startInBackground() {
    try {
      RenderProcess process = startOne();
      warmUp(process);
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

  /** Renders a small page, which takes a second in a new process, unless a document waits. */
  private void warmUp(RenderProcess process) throws IOException {
    synchronized (this) {
      if (waiting > 0) {
        return;
      }
    }
    Future<?> late = endAfter(process, START_BOUND);
    try {
      process.exchange(
          RequestFormat.request(Sample.request(sampleTime, START_BOUND)),
          AnswerFormat.bounds(setup.limits().maxOutputBytes()));
    } finally {
      late.cancel(false);
    }
  }

  private void started(RenderProcess process) {
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
      return;
    }
    process.onExit(() -> endedWhileIdle(process));
    events.alive(alive());
    fill();
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
    long endNanos = System.nanoTime() + START_BOUND.toNanos();
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

  /** Ends all processes. Blocking, within some seconds. */
  void close() {
    Set<RenderProcess> left;
    synchronized (this) {
      closed = true;
      left = Set.copyOf(all);
      idle.clear();
      notifyAll();
    }
    left.forEach(process -> process.end(ProcessEnd.RENEWED));
    left.forEach(RenderProcess::reason);
    starters.shutdownNow();
    watch.shutdownNow();
    spawner.shutdown();
    if (directories != null) {
      directories.remove();
    }
    events.alive(0);
  }

  private static ScheduledExecutorService executor(int threads, String name) {
    return Executors.newScheduledThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
