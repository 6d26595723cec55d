package dev.hookpress.contracts;

import dev.hookpress.api.account.EventsTarget;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What {@link EventsTarget} promises. */
public abstract class EventsTargetContract extends ClientSettingsContract<Target.Webhook> {
  protected abstract EventsTarget target();

  @Override
  protected Future<Void> put(ClientId of, Target.Webhook value) {
    return target().put(of, value);
  }

  @Override
  protected Future<Optional<Target.Webhook>> get(ClientId of) {
    return target().get(of);
  }

  @Override
  protected Future<Void> remove(ClientId of) {
    return target().remove(of);
  }

  @Override
  protected Target.Webhook one() {
    return new Target.Webhook(URI.create("https://ops.test/one?token=s3cret"), Map.of("X-A", "1"));
  }

  @Override
  protected Target.Webhook another() {
    return new Target.Webhook(URI.create("https://ops.test/another"), Map.of());
  }
}
