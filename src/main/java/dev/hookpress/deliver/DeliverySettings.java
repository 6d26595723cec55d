package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.signing.SigningKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What delivery needs to know of a client; kept for a few seconds. */
public interface DeliverySettings {
  /** The client's terms as of {@code now}. */
  Future<ClientTerms> of(ClientId client, Instant now);

  /**
   * A client's own settings, or the defaults.
   *
   * @param signingKeys all that are valid, newest first; at least one
   * @param ownRetries whether the client has set its schedule itself
   */
  record ClientTerms(
      List<SigningKey> signingKeys,
      BreakerPolicy breaker,
      RetryPolicy retries,
      boolean ownRetries) {}
}
