package dev.hookpress.contracts;

import dev.hookpress.api.account.S3Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.S3Account;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;

/** What {@link S3Settings} promises. */
public abstract class S3SettingsContract extends ClientSettingsContract<S3Account> {
  protected abstract S3Settings settings();

  @Override
  protected Future<Void> put(ClientId of, S3Account value) {
    return settings().put(of, value);
  }

  @Override
  protected Future<Optional<S3Account>> get(ClientId of) {
    return settings().get(of);
  }

  @Override
  protected Future<Void> remove(ClientId of) {
    return settings().remove(of);
  }

  @Override
  protected S3Account one() {
    return new S3Account(
        Optional.of(URI.create("https://s3.test")), "eu-central-1", "AKIDONE", "one-secret", true);
  }

  @Override
  protected S3Account another() {
    return new S3Account(Optional.empty(), "us-east-1", "AKIDOTHER", "other-secret", false);
  }
}
