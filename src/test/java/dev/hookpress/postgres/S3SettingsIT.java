package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.account.S3Settings;
import dev.hookpress.contracts.S3SettingsContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgS3Settings;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.FreshDatabase;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** S3 credentials, on a real Postgres. */
class S3SettingsIT extends S3SettingsContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final SealedBox box = new SealedBox(new byte[32]);

  @Override
  protected void create(ClientId id) {
    PgClients clients =
        new PgClients(DATABASE.pool(), box, 1, 1, Ticker.systemTicker(), Clock.systemUTC());
    await(clients.create(id, "one", id.toString(), new byte[32], NOW.minusSeconds(3600)));
  }

  @Override
  protected S3Settings settings() {
    return new PgS3Settings(DATABASE.pool(), box);
  }
}
