package dev.hookpress.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that an earlier run of one server has left in one directory. Both servers use their
 * data directory as working directory, which is read from the kernel; so a process id of an old pid
 * file that now belongs to another process is never mistaken for the server's.
 *
 * @param directory the data directory
 * @param executable the prefix of the server's executable name
 */
record LeftoverProcesses(Path directory, String executable) {
  private static final Logger LOG = LoggerFactory.getLogger(LeftoverProcesses.class);

  /** One step of termination: a signal, and how long to wait after it. */
  record Step(Signal signal, Duration patience) {}

  /**
   * Terminates the processes.
   *
   * @throws IOException if some remain after the last step
   */
  void end(List<Step> steps) throws IOException {
    for (Step step : steps) {
      Set<ProcessHandle> found = find();
      if (found.isEmpty()) {
        return;
      }
      LOG.info("Stopping {} left by an earlier run in {}", executable, directory);
      // Parents first: a parent that sees a child die would start another.
      for (ProcessHandle parent : parents(found)) {
        step.signal().sendTo(parent.pid());
      }
      if (step.signal() == Signal.KILL) {
        // A server stops its own children in its own order; only a kill must name each process,
        // including those started meanwhile.
        found = find();
        for (ProcessHandle left : found) {
          step.signal().sendTo(left.pid());
        }
      }
      await(found, step.patience());
    }
    if (!find().isEmpty()) {
      throw new IOException("Cannot stop the " + executable + " that still runs in " + directory);
    }
  }

  private static List<ProcessHandle> parents(Set<ProcessHandle> processes) {
    return processes.stream()
        .filter(one -> one.parent().filter(processes::contains).isEmpty())
        .toList();
  }

  /** Waits until none of them runs in the directory; an unreaped zombie does not count. */
  private void await(Set<ProcessHandle> processes, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    for (ProcessHandle process : processes) {
      while (livesHere(process) && System.nanoTime() < end) {
        try {
          process.onExit().get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // Checked again until the time is up.
        } catch (ExecutionException e) {
          return;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private Set<ProcessHandle> find() {
    if (!Files.isDirectory(directory)) {
      return Set.of();
    }
    return ProcessHandle.allProcesses().filter(this::livesHere).collect(Collectors.toSet());
  }

  private boolean livesHere(ProcessHandle process) {
    Path kernel = Path.of("/proc", Long.toString(process.pid()));
    try {
      Path program = Files.readSymbolicLink(kernel.resolve("exe")).getFileName();
      return program != null
          && program.toString().startsWith(executable)
          && Files.isSameFile(kernel.resolve("cwd"), directory);
    } catch (IOException | SecurityException gone) {
      // Exited meanwhile, or another user's process: not the server's in either case.
      return false;
    }
  }
}
