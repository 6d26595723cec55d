package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.contracts.SigningSecretsContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgSigningSecrets;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.support.FreshDatabase;
import io.vertx.core.Future;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing keys, on a real Postgres. */
class SigningSecretsIT extends SigningSecretsContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final SealedBox box = new SealedBox(new byte[32]);

  @Override
  protected void create(ClientId id) {
    PgClients clients =
        new PgClients(DATABASE.pool(), box, 1, 1, Ticker.systemTicker(), Clock.systemUTC());
    await(clients.create(id, "one", id.toString(), new byte[32], NOW.minusSeconds(3600)));
  }

  @Override
  protected SigningSecrets secrets() {
    return new PgSigningSecrets(
        DATABASE.pool(), box, ids, scheme -> Future.succeededFuture(SigningKeys.draw(scheme)));
  }
}
