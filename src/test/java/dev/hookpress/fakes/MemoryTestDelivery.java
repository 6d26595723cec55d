package dev.hookpress.fakes;

import dev.hookpress.api.account.TestDelivery;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A test delivery whose endpoint always answers 500. */
public final class MemoryTestDelivery implements TestDelivery {
  private final Outage outage;

  public MemoryTestDelivery(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Trial> send(ClientId client, Target.Webhook target) {
    return outage.call(
        () ->
            target.url().getPath().equals("/busy")
                ? new Trial.Busy()
                : new Trial.Made(
                    new Sent(target.url().toString(), Map.of("webhook-id", "msg_1"), "{}"),
                    "status_rejected",
                    Optional.of(500),
                    "The endpoint answered with status 500.",
                    "203.0.113.9",
                    Duration.ofMillis(12),
                    Map.of("content-type", "text/plain"),
                    "broken"));
  }
}
