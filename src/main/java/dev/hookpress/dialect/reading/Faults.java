package dev.hookpress.dialect.reading;

import dev.hookpress.dialect.reading.Problem.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the faults of one body, and the warnings about what is passed over in it. For a single
 * read, on one thread.
 */
public final class Faults {
  /**
   * The maximum number of faults kept, and of warnings: a hostile body could have one per byte, and
   * nobody reads more.
   */
  public static final int MAX = 50;

  private final List<Fault> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final boolean tolerant;

  private Faults(boolean tolerant) {
    this.tolerant = tolerant;
  }

  /** For a body in which an unknown field is a fault. */
  public Faults() {
    this(false);
  }

  /** For a body in which an unknown field is passed over with a warning. */
  public static Faults tolerant() {
    return new Faults(true);
  }

  /** Records a fault; faults beyond {@link #MAX} are dropped. */
  public void add(String pointer, String detail) {
    if (faults.size() < MAX) {
      faults.add(Fault.at(pointer, detail));
    }
  }

  /** Records an unknown field: a fault, or a warning if this body is read tolerantly. */
  void unknown(String pointer, String detail) {
    if (tolerant) {
      warn(pointer, detail);
    } else {
      add(pointer, detail);
    }
  }

  /**
   * Records that a known field has no effect: a fault if the caller asks for strictness, a warning
   * otherwise.
   */
  public void withoutEffect(String pointer, String why) {
    unknown(pointer, "Has no effect: " + why);
  }

  /**
   * Records that a field has another effect than asked for: a fault if the caller asks for
   * strictness, a warning otherwise.
   */
  public void inPart(String pointer, String what) {
    unknown(pointer, what);
  }

  /**
   * Records a warning about a known field that has no effect, even if the body is read strictly.
   */
  public void passedOver(String pointer, String why) {
    warn(pointer, "Has no effect: " + why);
  }

  /** Records that a field has its effect only where a browser renders the page. */
  public void ofBrowsers(String pointer) {
    warn(pointer, "Has an effect only where a browser renders the page.");
  }

  private void warn(String pointer, String detail) {
    if (warnings.size() < MAX) {
      warnings.add(pointer + ": " + detail);
    }
  }

  /** Whether further faults would be dropped, so that looking for them is wasted work. */
  public boolean full() {
    return faults.size() >= MAX || warnings.size() >= MAX;
  }

  /** Whether no fault was recorded. */
  public boolean none() {
    return faults.isEmpty();
  }

  /** What is passed over, each as a JSON pointer and a sentence. */
  public List<String> warnings() {
    return List.copyOf(warnings);
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
