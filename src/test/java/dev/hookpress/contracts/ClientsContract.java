package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.http.Clients;
import dev.hookpress.job.Client;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What {@link Clients} promises. */
public abstract class ClientsContract extends PortContract {
  protected static final int REQUESTS_PER_SECOND = 7;
  protected static final int MAX_PENDING_JOBS = 50;

  protected abstract Clients clients();

  /** Stores a client with a key and the limits of {@link ClientsContract}. */
  protected abstract void add(String apiKey, Client one);

  @Test
  void aClientIsFoundByItsKey() {
    Client shop = added("Shop");
    Client bank = added("Bank");

    assertThat(await(clients().byApiKey(key(shop)))).contains(shop);
    assertThat(await(clients().byApiKey(key(bank)))).contains(bank);
    assertThat(await(clients().byApiKey(key(shop)))).as("once more").contains(shop);
  }

  @Test
  void anUnknownKeyBelongsToNobody() {
    Client shop = added("Shop");

    assertThat(await(clients().byApiKey("guessed"))).isEmpty();
    assertThat(await(clients().byApiKey(""))).isEmpty();
    assertThat(await(clients().byApiKey(key(shop) + " "))).isEmpty();
    assertThat(await(clients().byApiKey(key(shop).toUpperCase(Locale.ROOT)))).isEmpty();
  }

  @Test
  void aKeyThatWasUnknownIsFoundOnceItExists() {
    Client shop = new Client(newClient(), "Shop", REQUESTS_PER_SECOND, MAX_PENDING_JOBS);
    assertThat(await(clients().byApiKey(key(shop)))).isEmpty();

    add(key(shop), shop);

    assertThat(await(clients().byApiKey(key(shop)))).contains(shop);
  }

  private Client added(String name) {
    Client one = new Client(newClient(), name, REQUESTS_PER_SECOND, MAX_PENDING_JOBS);
    add(key(one), one);
    return one;
  }

  private static String key(Client one) {
    return "hp_the_key_of_" + one.id();
  }
}
