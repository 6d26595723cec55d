package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.signing.SigningKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the clients' delivery settings and caches them for a few seconds. */
public interface DeliverySettings {
  /** The client's settings as of {@code now}. */
  Future<ClientTerms> of(ClientId client, Instant now);

  /**
   * The settings for what is sent to one endpoint: the client's, but with the endpoint's own
   * signing keys if it has any that are valid, and with what it demands of the sender.
   */
  Future<ClientTerms> of(Endpoint endpoint, Instant now);

  /**
   * A client's own settings, or the defaults.
   *
   * @param signingKeys all valid keys, newest first; at least one
   * @param ownRetries whether the client has set its own retry schedule
   * @param auth how requests to the endpoint authenticate their sender beside their signatures
   */
  record ClientTerms(
      List<SigningKey> signingKeys,
      BreakerPolicy breaker,
      RetryPolicy retries,
      boolean ownRetries,
      Optional<EndpointAuth> auth) {}
}
