package dev.hookpress.redis;

import dev.hookpress.deliver.ErrorWindow.Verdict;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts errors on this node alone while Redis is unavailable; they are transferred to Redis
 * afterwards. The number of clients is bounded by dropping the one that failed first, and the
 * errors of each by the limit. Thread-safe.
 */
final class LocalErrorWindow {
  // Each takes some 5 KiB at the default limit: 25 MiB at most.
  private static final int MAX_CLIENTS = 5_000;

  /**
   * The errors counted for one client.
   *
   * @param attempts the times of the errors by attempt id
   */
  record Errors(ClientId client, BreakerPolicy policy, Map<String, Instant> attempts) {}

  private final Map<ClientId, Errors> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientId, Errors> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  /** Counts one error of a client that is not blocked. */
  synchronized Verdict recordError(
      ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    Map<String, Instant> window = attempts(client, policy);
    forgetOld(window, now.minus(policy.window()));
    window.putIfAbsent(attemptId, now);
    if (window.size() < policy.errors()) {
      return new Verdict(window.size(), Optional.empty(), false);
    }
    windows.remove(client);
    return new Verdict(policy.errors(), Optional.of(now.plus(policy.block())), true);
  }

  /** Removes and returns the errors of one client. */
  synchronized Optional<Errors> takeOne() {
    Iterator<Errors> all = windows.values().iterator();
    if (!all.hasNext()) {
      return Optional.empty();
    }
    Errors first = all.next();
    all.remove();
    return Optional.of(first);
  }

  /** Restores errors that could not be transferred. */
  synchronized void putBack(Errors errors) {
    Map<String, Instant> newer = attempts(errors.client(), errors.policy());
    Map<String, Instant> all = new LinkedHashMap<>(errors.attempts());
    newer.forEach(all::putIfAbsent);
    newer.clear();
    newer.putAll(all);
  }

  private Map<String, Instant> attempts(ClientId client, BreakerPolicy policy) {
    return windows
        .computeIfAbsent(client, same -> new Errors(client, policy, new LinkedHashMap<>()))
        .attempts();
  }

  private static void forgetOld(Map<String, Instant> window, Instant edge) {
    Iterator<Instant> times = window.values().iterator();
    while (times.hasNext() && !times.next().isAfter(edge)) {
      times.remove();
    }
  }
}
