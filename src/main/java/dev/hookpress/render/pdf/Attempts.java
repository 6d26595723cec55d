package dev.hookpress.render.pdf;

import java.io.IOException;
import java.util.function.Consumer;

/** Retries the engine after a failure with a simpler configuration, within one deadline. */
final class Attempts {
  private final RenderGuard guard;
  private final Consumer<Throwable> faults;

  /**
   * @param faults receives each failure that the engine causes
   */
  Attempts(RenderGuard guard, Consumer<Throwable> faults) {
    this.guard = guard;
    this.faults = faults;
  }

  /** One run of the engine; the caller defines the result. */
  interface Pass {
    int run(Attempt attempt) throws IOException;
  }

  /**
   * Returns the result of the first attempt that succeeds.
   *
   * @param undo reverts the effects of a failed attempt
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
