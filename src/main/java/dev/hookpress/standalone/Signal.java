package dev.hookpress.standalone;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that stop the servers; Java itself can send only two of them. */
enum Signal {
  INT,
  QUIT,
  TERM,
  KILL;

  /**
   * Sends the signal; does nothing if the process has exited.
   *
   * @throws IOException if no shell can be started
   */
  void sendTo(long pid) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      // A shell that cannot send a signal within 5 s never will; the caller's bound still applies.
      shell.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
