package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.RegisteredEndpoint;
import io.vertx.core.Future;
import java.util.List;

/** Reads the endpoints that hear of jobs without being named by them. */
@FunctionalInterface
public interface Subscribers {
  /** A client's registered endpoints, without those that are gone. */
  Future<List<RegisteredEndpoint>> registered(ClientId client);
}
