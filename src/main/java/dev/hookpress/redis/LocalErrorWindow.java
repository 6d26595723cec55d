package dev.hookpress.redis;

import dev.hookpress.deliver.ErrorWindow;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The error windows as this node alone sees them: for the time that Redis is away. Bounded in
 * clients and, by the limit, in errors of each. Confined to one event loop.
 */
final class LocalErrorWindow implements ErrorWindow {
  // Each takes some 5 KiB at the default limit: 25 MiB at most.
  private static final int MAX_CLIENTS = 5_000;

  private final Map<ClientId, Map<String, Instant>> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientId, Map<String, Instant>> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  @Override
  public Future<Verdict> recordError(
      ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    Map<String, Instant> window = windows.computeIfAbsent(client, same -> new LinkedHashMap<>());
    forgetOld(window, now.minus(policy.window()));
    window.putIfAbsent(attemptId, now);
    if (window.size() < policy.errors()) {
      return Future.succeededFuture(new Verdict(window.size(), Optional.empty(), false));
    }
    windows.remove(client);
    return Future.succeededFuture(
        new Verdict(policy.errors(), Optional.of(now.plus(policy.block())), true));
  }

  /** Redis is back: from now on, it counts. */
  void clear() {
    windows.clear();
  }

  private static void forgetOld(Map<String, Instant> window, Instant edge) {
    Iterator<Instant> times = window.values().iterator();
    while (times.hasNext() && !times.next().isAfter(edge)) {
      times.remove();
    }
  }
}
