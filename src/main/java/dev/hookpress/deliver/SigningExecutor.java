package dev.hookpress.deliver;

import dev.hookpress.outbound.OutboundRequest;
import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Runs signing that would block an event loop for too long. */
@FunctionalInterface
public interface SigningExecutor {
  /**
   * Runs a task on a thread that may block, in no particular order. Completes on the caller's
   * context; fails with the task's exception. Callers limit the number of tasks.
   */
  Future<OutboundRequest> run(Callable<OutboundRequest> signing);
}
