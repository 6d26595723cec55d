package dev.hookpress.fakes;

import dev.hookpress.deliver.DeliverySettings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Supplier;

/** The same settings for every client and endpoint. */
public record FixedDeliverySettings(Supplier<Future<ClientTerms>> terms)
    implements DeliverySettings {
  @Override
  public Future<ClientTerms> of(ClientId client, Instant now) {
    return terms.get();
  }

  @Override
  public Future<ClientTerms> of(Endpoint endpoint, Instant now) {
    return terms.get();
  }
}
