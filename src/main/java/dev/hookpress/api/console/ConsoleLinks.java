package dev.hookpress.api.console;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/** Remembers which links to the console have been used. */
@FunctionalInterface
public interface ConsoleLinks {
  /**
   * Uses a link, for all nodes. Fails if that cannot be recorded: a link must not work twice.
   *
   * @param until when the link ends by itself, after which it need not be remembered
   * @return whether it had not been used
   */
  Future<Boolean> use(ClientId client, UUID link, Instant until, Instant now);
}
