package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.util.Optional;

/** Where a client wants to be told of operational events. */
public interface EventsTarget {
  /** Stores or replaces it, encrypted. */
  Future<Void> put(ClientId client, Target.Webhook target);

  /** What is stored; empty if nothing is. */
  Future<Optional<Target.Webhook>> get(ClientId client);

  /** Forgets it: nothing is told any more. */
  Future<Void> remove(ClientId client);
}
