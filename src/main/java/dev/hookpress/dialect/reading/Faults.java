package dev.hookpress.dialect.reading;

import dev.hookpress.dialect.reading.Problem.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one body. Made for one reading, on one thread. */
public final class Faults {
  /** A hostile body could have a fault a byte; nobody reads more than this. */
  public static final int MOST = 50;

  private final List<Fault> faults = new ArrayList<>();

  /** Notes a fault; those beyond {@link #MOST} are dropped. */
  public void add(String pointer, String detail) {
    if (faults.size() < MOST) {
      faults.add(Fault.at(pointer, detail));
    }
  }

  /** Whether nothing was wrong. */
  public boolean none() {
    return faults.isEmpty();
  }

  /** All of them as one problem. */
  public Problem problem() {
    String detail =
        faults.size() == 1
            ? (faults.get(0).where().isEmpty() ? "The body" : faults.get(0).where())
                + ": "
                + faults.get(0).detail()
            : "The body has " + faults.size() + " faults; see errors.";
    return new Problem(Problem.Type.INVALID_REQUEST, detail, List.copyOf(faults));
  }
}
