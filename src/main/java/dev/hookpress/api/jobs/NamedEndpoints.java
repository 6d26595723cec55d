package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.RegisteredEndpoint;
import io.vertx.core.Future;
import java.util.List;

/** Reads the endpoints that jobs may name by their id. */
@FunctionalInterface
public interface NamedEndpoints {
  /** A client's registered endpoints. */
  Future<List<RegisteredEndpoint>> registered(ClientId client);
}
