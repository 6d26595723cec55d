package dev.hookpress.render.process;

import dev.hookpress.render.scratch.ScratchDirectory;
import dev.hookpress.render.source.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts render processes. It knows each one from its first moment until it is ready, so that
 * {@link #close} leaves none behind. Thread-safe.
 */
final class ProcessStarter {
  /** Within it a process is ready, and within it again it has rendered its first page. */
  static final Duration START_BOUND = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(ProcessStarter.class);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);
  private static final int TICK_SECONDS = 1;
  private static final Message.Bounds READY = new Message.Bounds(16_384, 0, 0);

  private final int heapMebis;
  private final Path archives;
  private final RequestFormat.Setup setup;
  private final ProcessProgram program;

  /** Starts programs. The system ends them when the thread that has started them ends. */
  private final ScheduledExecutorService spawner = RenderThreads.executor(1, "render-spawner");

  /** Ends what takes too long; never waits. */
  private final ScheduledExecutorService watch = RenderThreads.executor(1, "render-watch");

  private final Set<RenderProcess> unready = new HashSet<>();
  private boolean closed;
  private ScratchDirectory directories;
  private volatile ProcessCommand command;
  private volatile ClassArchive archive;

  /**
   * Creates the starter; nothing is started yet.
   *
   * @param archives directory for the class archive
   */
  ProcessStarter(int heapMebis, Path archives, RequestFormat.Setup setup, ProcessProgram program) {
    this.program = program;
    this.heapMebis = heapMebis;
    this.archives = archives;
    this.setup = setup;
    // Something is always due before the bound of a document that begins, which would otherwise
    // wake the thread to wait for it.
    watch.scheduleAtFixedRate(() -> {}, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Starts the first process, with the restrictions that this system offers. Blocking.
   *
   * @throws IOException if no process can be started, or the operator's fonts cannot be read
   */
  RenderProcess first() throws IOException {
    directories = ScratchDirectory.create("hookpress-render-");
    use(Restrictions.probe(heapMebis));
    try {
      return next(Optional::empty);
    } catch (NotReady fault) {
      throw fault;
    } catch (IOException restricted) {
      LOG.warn("A render process does not start with restrictions: {}", restricted.getMessage());
      use(Restrictions.NONE);
      return next(Optional::empty);
    }
  }

  private void use(Restrictions restrictions) {
    command = new ProcessCommand(heapMebis, restrictions, program.libraries());
    archive =
        new ClassArchive(
            new ProcessCommand(heapMebis, Restrictions.NONE, program.libraries()), archives);
  }

  Restrictions restrictions() {
    return command.restrictions();
  }

  /** A process that has said why it cannot render. */
  private static final class NotReady extends IOException {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  /**
   * Starts a process and returns when it is ready. Blocking.
   *
   * @param warmUp asked when the process is ready: the date of a small page that it renders first,
   *     which takes a second in a new process
   * @throws IOException if the process cannot be started, or says that it cannot render
   */
  RenderProcess next(Supplier<Optional<Instant>> warmUp) throws IOException {
    RenderProcess process = spawn();
    Future<?> late = after(START_BOUND.multipliedBy(2), () -> process.end(ProcessEnd.NOT_STARTED));
    try {
      awaitReady(process);
      Optional<Instant> sampleTime = program.renders() ? warmUp.get() : Optional.empty();
      if (sampleTime.isPresent()) {
        process.exchange(
            RequestFormat.request(Sample.request(sampleTime.get(), START_BOUND)),
            AnswerFormat.bounds(setup.limits().maxOutputBytes()));
      }
      return process;
    } catch (IOException e) {
      process.end(ProcessEnd.NOT_STARTED);
      throw e;
    } finally {
      late.cancel(false);
      synchronized (this) {
        unready.remove(process);
      }
    }
  }

  private RenderProcess spawn() throws IOException {
    Path directory = Files.createTempDirectory(directories.path(), "process-");
    ProcessBuilder builder = command.builder(directory, archive.options(), program.arguments());
    try {
      return spawner.submit(() -> spawn(builder, directory)).get();
    } catch (ExecutionException e) {
      ScratchDirectory.delete(directory);
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private RenderProcess spawn(ProcessBuilder builder, Path directory) throws IOException {
    RenderProcess process = new RenderProcess(builder.start(), directory);
    synchronized (this) {
      unready.add(process);
      if (closed) {
        process.end(ProcessEnd.RENEWED);
      }
    }
    return process;
  }

  private void awaitReady(RenderProcess process) throws IOException {
    Optional<Message> ready = process.exchange(RequestFormat.setup(setup), READY);
    if (ready.isEmpty()) {
      throw new IOException("It ended before it was ready: " + process.reason().label());
    }
    Optional<String> fault = AnswerFormat.notReady(ready.get(), RenderProcessMain.build());
    if (fault.isPresent()) {
      throw new NotReady(fault.get());
    }
  }

  /** Schedules work that does not wait. */
  Future<?> after(Duration delay, Runnable work) {
    return watch.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Makes the archive with which processes start faster, unless there is one. Blocking. */
  void makeArchive() {
    if (!program.renders()) {
      return;
    }
    try {
      Path directory = Files.createTempDirectory(directories.path(), "process-");
      try {
        archive.make(directory);
      } finally {
        ScratchDirectory.delete(directory);
      }
    } catch (IOException | InterruptedException e) {
      LOG.info("Render processes start without a class archive: {}", e.toString());
    }
  }

  /** Ends the processes that are not ready yet; none is started any more. Blocking, briefly. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    unready().forEach(process -> process.end(ProcessEnd.RENEWED));
    watch.shutdownNow();
    spawner.shutdown();
    // Only after it has every process that was being started become known.
    RenderThreads.await(spawner, CLOSE_BOUND);
    unready().forEach(RenderProcess::reason);
  }

  /** Removes the directory of the processes, which have ended. */
  void removeDirectories() {
    if (directories != null) {
      directories.remove();
    }
  }

  private synchronized Set<RenderProcess> unready() {
    return Set.copyOf(unready);
  }
}
