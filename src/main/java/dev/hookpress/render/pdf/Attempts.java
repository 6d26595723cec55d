package dev.hookpress.render.pdf;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs the engine again where it fails, with less to do each time and within one deadline. */
final class Attempts {
  private final RenderGuard guard;
  private final Consumer<Throwable> faults;

  /**
   * @param faults told of each failure that is the engine's own
   */
  Attempts(RenderGuard guard, Consumer<Throwable> faults) {
    this.guard = guard;
    this.faults = faults;
  }

  /** One pass of the engine; what it answers is up to the caller. */
  interface Pass {
    int run(Attempt attempt) throws IOException;
  }

  /**
   * The answer of the first attempt that does not fail.
   *
   * @param undo takes back what a failed attempt has left
   */
  int run(Pass pass, Runnable undo) throws IOException {
    Attempt[] attempts = Attempt.values();
    for (int i = 0; i < attempts.length - 1; i++) {
      try {
        return pass.run(attempts[i]);
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        if (guard.rejection().isPresent()) {
          throw e;
        }
        faults.accept(e);
        undo.run();
        guard.checkDeadline();
      }
    }
    return pass.run(attempts[attempts.length - 1]);
  }
}
