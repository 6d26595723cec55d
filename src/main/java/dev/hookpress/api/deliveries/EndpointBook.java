package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists and reinstates a client's endpoints, the receivers of its callbacks. */
public interface EndpointBook {
  /** A page of the endpoints that notifications were sent to, ordered by key. */
  Future<List<EndpointView>> list(
      ClientId client, Optional<EndpointKey> after, int limit, Instant since, Instant now);

  /** Resumes sending to an endpoint at once; false if the client has no such endpoint. */
  Future<Boolean> reinstate(ClientId client, EndpointKey endpoint);
}
