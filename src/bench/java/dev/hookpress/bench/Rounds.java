package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Repeats some work until the JVM that does it is compiled: with two cores that takes minutes. */
final class Rounds {
  private static final int MAX = 20;

  /** What loads classes first is compiled only later. */
  private static final int LEAST = 3;

  /** Of one core. Compilers never rest altogether. */
  private static final double COMPILING = 0.1;

  /** What is measured afterwards, or something like it. */
  interface Round {
    void run() throws IOException, SQLException, InterruptedException;
  }

  /** How much processor time a JVM's compilers have used so far. */
  interface Compilers {
    Duration used();
  }

  private Rounds() {}

  /**
   * Returns after a round in which compilers took less than a tenth of one core, or after twenty.
   */
  static void warmUp(long pid, Round round) throws IOException, SQLException, InterruptedException {
    warmUp(() -> Cpu.compilers(pid), round);
  }

  static void warmUp(Compilers compilers, Round round)
      throws IOException, SQLException, InterruptedException {
    double compiling = 1;
    for (int done = 0; done < LEAST || done < MAX && compiling > COMPILING; done++) {
      Duration before = compilers.used();
      long from = System.nanoTime();
      round.run();
      long took = System.nanoTime() - from;
      compiling = compilers.used().minus(before).toNanos() / (double) took;
    }
  }
}
