package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores a client's target for operational events. */
public interface EventsTarget {
  /** Stores or replaces the target, encrypted. */
  Future<Void> put(ClientId client, Target.Webhook target);

  /** The stored target; empty if there is none. */
  Future<Optional<Target.Webhook>> get(ClientId client);

  /** Deletes the target, so no more events are sent. */
  Future<Void> remove(ClientId client);
}
