package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.http.Clients;
import dev.hookpress.contracts.ClientsContract;
import dev.hookpress.job.Client;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.FreshDatabase;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients and their keys, on a real Postgres. */
class ClientsIT extends ClientsContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final PgClients clients =
      new PgClients(
          DATABASE.pool(),
          new SealedBox(new byte[32]),
          REQUESTS_PER_SECOND,
          MAX_PENDING_JOBS,
          Ticker.systemTicker(),
          Clock.systemUTC());

  @Override
  protected Clients clients() {
    return clients;
  }

  @Override
  protected void add(String apiKey, Client one) {
    await(clients.create(one.id(), one.name(), apiKey, new byte[32], NOW));
  }
}
