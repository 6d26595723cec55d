package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.RegisteredEndpoint;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Stores the endpoints that clients register. An endpoint is a URL: pauses, limits, holds and
 * signing keys are those of the URL, wherever they are set.
 */
public interface EndpointRegistry {
  /** The most that one client may have: each is owed a notification by each of its jobs. */
  int MAX_REGISTERED = 20;

  /**
   * Registers an endpoint, and gives its URL a signing key unless it has one. Durable when the
   * Future completes.
   */
  Future<Registration> register(ClientId client, RegisteredEndpoint endpoint, Instant now);

  /** A client's registered endpoints, in the order of their registration. */
  Future<List<RegisteredEndpoint>> registered(ClientId client);

  /**
   * Changes an endpoint, whose URL stays. One that is disabled is paused; one that is enabled is
   * neither paused nor gone. Empty if the client has not registered it.
   */
  Future<Optional<RegisteredEndpoint>> change(
      ClientId client, EndpointKey key, UnaryOperator<RegisteredEndpoint> change, Instant now);

  /**
   * Ends a registration and the URL's own signing keys; what is owed to the URL ends as gone. False
   * if the client has not registered it.
   */
  Future<Boolean> remove(ClientId client, EndpointKey key, Instant now);

  /** The result of a registration. */
  sealed interface Registration {
    /**
     * It is registered.
     *
     * @param secret {@code whsec_…}; empty if the URL had a signing key already
     */
    record Registered(Optional<String> secret) implements Registration {
      @Override
      public String toString() {
        return "Registered";
      }
    }

    /** The client has registered the URL before. */
    record Taken() implements Registration {}

    /** The client has {@link #MAX_REGISTERED}. */
    record Full() implements Registration {}

    /** The client has too many endpoints of any kind for one more. */
    record TooManyEndpoints() implements Registration {}
  }
}
