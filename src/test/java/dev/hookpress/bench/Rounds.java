package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Repeats some work until it becomes no faster: compiling takes longer on a busy machine. */
final class Rounds {
  private static final int MOST = 20;

  /** One or two alone may have met with something else on the machine, or with the compiler. */
  private static final int NO_FASTER = 3;

  private static final double FASTER = 1.05;

  /** Gives what it reached a second. */
  interface Round {
    double run() throws IOException, SQLException, InterruptedException;
  }

  private Rounds() {}

  /**
   * Returns when three rounds in a row were not by a twentieth better than the best, or after
   * twenty.
   */
  static void warmUp(Round round) throws IOException, SQLException, InterruptedException {
    double best = 0;
    int noFaster = 0;
    for (int done = 0; done < MOST && noFaster < NO_FASTER; done++) {
      double reached = round.run();
      noFaster = reached < best * FASTER ? noFaster + 1 : 0;
      best = Math.max(best, reached);
    }
  }
}
