package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the ports promise that store one value for each client.
 *
 * @param <T> the value
 */
public abstract class ClientSettingsContract<T> extends PortContract {
  protected abstract Future<Void> put(ClientId of, T value);

  protected abstract Future<Optional<T>> get(ClientId of);

  protected abstract Future<Void> remove(ClientId of);

  protected abstract T one();

  protected abstract T another();

  @Test
  void theLastValueIsKeptUntilItIsRemoved() {
    assertThat(await(get(client))).isEmpty();
    await(put(client, one()));
    assertThat(await(get(client))).contains(one());
    await(put(client, another()));
    assertThat(await(get(client))).contains(another());
    await(remove(client));
    assertThat(await(get(client))).isEmpty();
    await(remove(client));
    assertThat(await(get(client))).isEmpty();
  }

  @Test
  void eachClientHasItsOwn() {
    await(put(client, one()));
    await(put(other, another()));
    await(remove(other));

    assertThat(await(get(client))).contains(one());
    assertThat(await(get(other))).isEmpty();
  }
}
