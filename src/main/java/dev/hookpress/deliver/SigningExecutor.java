package dev.hookpress.deliver;

import dev.hookpress.outbound.OutboundRequest;
import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Where what takes longer to sign than an event loop should be kept is signed. */
@FunctionalInterface
public interface SigningExecutor {
  /**
   * Runs it on a thread that may be kept busy, not in turn. Completes on the caller's context;
   * fails with what it throws. Callers bound how many are under way.
   */
  Future<OutboundRequest> run(Callable<OutboundRequest> signing);
}
