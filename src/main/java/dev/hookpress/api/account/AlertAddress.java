package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores the address to which a client wants mails about endpoints that fail. */
public interface AlertAddress {
  /** Stores or replaces the address, encrypted; empty: no more mails are sent. */
  Future<Void> put(ClientId client, Optional<Target.Email> address);

  /** The stored address; empty if there is none. */
  Future<Optional<Target.Email>> get(ClientId client);
}
