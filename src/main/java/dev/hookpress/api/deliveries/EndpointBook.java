package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client's endpoints: the receivers of its callbacks. */
public interface EndpointBook {
  /** A page of those that something was sent to, in the order of their keys. */
  Future<List<EndpointView>> list(
      ClientId client, Optional<EndpointKey> after, int limit, Instant since, Instant now);

  /** Lets an endpoint be sent to again, now; false if the client has no such endpoint. */
  Future<Boolean> reinstate(ClientId client, EndpointKey endpoint);
}
