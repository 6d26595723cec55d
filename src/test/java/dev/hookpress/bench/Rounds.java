package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Repeats some work until it becomes no faster: compiling takes longer on a busy machine. */
final class Rounds {
  private static final int MOST = 8;
  private static final double FASTER = 1.05;

  /** Gives what it reached a second. */
  interface Round {
    double run() throws IOException, SQLException, InterruptedException;
  }

  private Rounds() {}

  /** Returns when a round was not by a twentieth better than all before it, or after eight. */
  static void warmUp(Round round) throws IOException, SQLException, InterruptedException {
    double best = 0;
    for (int done = 0; done < MOST; done++) {
      double reached = round.run();
      if (reached < best * FASTER) {
        return;
      }
      best = reached;
    }
  }
}
