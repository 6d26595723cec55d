package dev.hookpress.dialect.reading;

import dev.hookpress.dialect.reading.Problem.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one body. For a single read, on one thread. */
public final class Faults {
  /**
   * The maximum number of faults kept: a hostile body could have one per byte, and nobody reads
   * more.
   */
  public static final int MAX = 50;

  private final List<Fault> faults = new ArrayList<>();

  /** Records a fault; faults beyond {@link #MAX} are dropped. */
  public void add(String pointer, String detail) {
    if (faults.size() < MAX) {
      faults.add(Fault.at(pointer, detail));
    }
  }

  /** Whether further faults would be dropped, so that looking for them is wasted work. */
  public boolean full() {
    return faults.size() >= MAX;
  }

  /** Whether no fault was recorded. */
  public boolean none() {
    return faults.isEmpty();
  }

  /** Returns all recorded faults as one problem. */
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
