package dev.hookpress.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the entries of directories durable. Calls for one directory that come while it is being
 * synced share the next sync, which covers what all of them have changed. Blocking, thread-safe.
 */
final class DirectorySync {
  private final Syncing syncing;
  private final Map<Path, Gate> gates = new ConcurrentHashMap<>();

  /** Syncs one directory. */
  interface Syncing {
    void sync(Path directory) throws IOException;
  }

  /** The syncs of one directory, one at a time, numbered from 1. */
  private static final class Gate {
    private int users;
    private long begun;
    private long ended;
    private boolean running;
  }

  DirectorySync(Syncing syncing) {
    this.syncing = syncing;
  }

  /** Returns when a sync has ended that began after this call. */
  void sync(Path directory) throws IOException {
    Gate gate =
        gates.compute(
            directory,
            (same, known) -> {
              Gate entered = known == null ? new Gate() : known;
              entered.users++;
              return entered;
            });
    try {
      sync(directory, gate);
    } finally {
      gates.computeIfPresent(directory, (same, left) -> --left.users == 0 ? null : left);
    }
  }

  private void sync(Path directory, Gate gate) throws IOException {
    long number;
    synchronized (gate) {
      long awaited = gate.begun + 1;
      while (gate.running && gate.ended < awaited) {
        await(gate);
      }
      if (gate.ended >= awaited) {
        return;
      }
      gate.running = true;
      gate.begun++;
      number = gate.begun;
    }
    boolean done = false;
    try {
      syncing.sync(directory);
      done = true;
    } finally {
      synchronized (gate) {
        gate.running = false;
        // Those who wait for one that has failed sync themselves.
        gate.ended = done ? number : gate.ended;
        gate.notifyAll();
      }
    }
  }

  private static void await(Gate gate) throws IOException {
    try {
      gate.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a directory was synced", e);
    }
  }
}
