package dev.hookpress.api;

import dev.hookpress.api.feed.FeedEndpoint;
import dev.hookpress.api.feed.FeedRoutes;
import dev.hookpress.api.feed.JobCallbacks;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.jobs.JobReports;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The feed's part of an {@link ApiServer}. */
final class FeedParts {
  private FeedParts() {}

  static RouteGroup routes(ApiServer api, RequestGuards.Ports access, Duration linkLife) {
    return new FeedRoutes(
        new FeedEndpoint.Ports(
            api.feed,
            api.jobs,
            new JobReports(api.files, (client, now) -> Optional.empty(), linkLife),
            (client, job, target) ->
                Future.succeededFuture(
                    new JobCallbacks.SignedCallback(
                        Map.of("webhook-id", "msg_" + job.id()), Buffer.buffer("{}")))),
        access,
        api.clock);
  }
}
