package dev.hookpress.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed loop around a whole node: a number of jobs is in flight, and new ones are submitted as
 * others end.
 */
final class ClosedLoop {
  private static final int CONNECTIONS = 8;
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final Duration SUBMITTING = Duration.ofSeconds(30);

  /** Counts the jobs that have ended since the loop began. */
  interface Ended {
    long count() throws SQLException;
  }

  /**
   * The result, between two ends of jobs.
   *
   * @param jobs that ended in between
   * @param cpu of everything in between
   */
  record Outcome(long jobs, Duration took, Cpu cpu) {
    double perSecond() {
      return jobs * 1e9 / took.toNanos();
    }
  }

  private record Mark(long count, long nanos, Cpu cpu) {}

  private final Stage stage;
  private final Node node;
  private final LoadGenerator generator;
  private final int underWay;
  private final Duration poll;

  /**
   * Creates a loop.
   *
   * @param underWay maximum number of jobs in flight; never less than half of them are
   * @param poll interval at which ends are counted
   */
  ClosedLoop(Stage stage, Node node, LoadGenerator generator, int underWay, Duration poll) {
    this.stage = stage;
    this.node = node;
    this.generator = generator;
    this.underWay = underWay;
    this.poll = poll;
  }

  /**
   * Submits, measures after a ramp, and waits until all submitted jobs have ended.
   *
   * @throws IllegalStateException if no more jobs end, or more than were submitted
   */
  Outcome run(Call submit, Ended ended, Duration ramp, Duration lasts) throws SQLException {
    long begun = System.nanoTime();
    long submitted = 0;
    long count = 0;
    long moved = begun;
    Mark first = null;
    Mark last = null;
    boolean feeding = true;
    while (feeding || count < submitted) {
      long before = count;
      count = ended.count();
      long now = System.nanoTime();
      if (count != before) {
        moved = now;
      }
      if (count > submitted || now - moved > STALLED.toNanos()) {
        throw new IllegalStateException(count + " ended of " + submitted);
      }
      long since = now - begun;
      if (count != before && feeding && since >= ramp.toNanos()) {
        if (first == null) {
          first = new Mark(count, now, Cpu.now(stage, node));
        } else if (since >= ramp.plus(lasts).toNanos()) {
          last = new Mark(count, now, Cpu.now(stage, node));
          feeding = false;
        }
      }
      long room = underWay - (submitted - count);
      if (feeding && room >= (underWay + 1) / 2) {
        int connections = (int) Math.min(CONNECTIONS, room);
        submitted += generator.closed(submit, connections, room, SUBMITTING).answered();
      } else {
        LockSupport.parkNanos(poll.toNanos());
      }
    }
    return new Outcome(
        last.count() - first.count(),
        Duration.ofNanos(last.nanos() - first.nanos()),
        last.cpu().minus(first.cpu()));
  }
}
