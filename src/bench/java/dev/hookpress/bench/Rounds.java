package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Repeats work until the JVM that does it has compiled it, which takes minutes on two cores. */
final class Rounds {
  private static final int MAX = 20;

  /** Classes that are loaded in the first rounds are compiled later. */
  private static final int LEAST = 3;

  /** Of one core. Compilers are never completely idle. */
  private static final double COMPILING = 0.1;

  /** The work that is measured afterwards, or similar work. */
  interface Round {
    void run() throws IOException, SQLException, InterruptedException;
  }

  /** The processor time that a JVM's compilers have used. */
  interface Compilers {
    Duration used();
  }

  private Rounds() {}

  /**
   * Returns after a round in which compilers took less than a tenth of one core, or after twenty
   * rounds.
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
