package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists, reinstates and pauses a client's endpoints, the receivers of its callbacks. */
public interface EndpointBook {
  /** A page of the endpoints that notifications were sent to, ordered by key. */
  Future<List<EndpointView>> list(
      ClientId client, Optional<EndpointKey> after, int limit, Instant since, Instant now);

  /** Resumes sending to an endpoint at once; false if the client has no such endpoint. */
  Future<Boolean> reinstate(ClientId client, EndpointKey endpoint);

  /**
   * Pauses an endpoint: nothing is claimed for it, on any node, until it is resumed; an origin's
   * pause applies to its URLs. What a node has claimed before is still sent. False if the client
   * has no such endpoint.
   */
  Future<Boolean> pause(ClientId client, EndpointKey endpoint, Instant now);

  /** Ends a pause, if there is one; false if the client has no such endpoint. */
  Future<Boolean> resume(ClientId client, EndpointKey endpoint);
}
