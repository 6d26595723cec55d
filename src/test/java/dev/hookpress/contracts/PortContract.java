package dev.hookpress.contracts;

import com.github.f4b6a3.ulid.UlidCreator;
import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** A suite that every implementation of a port passes, fakes included. */
public abstract class PortContract {
  /** The present, since partitions reach no further. */
  protected static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final UlidFactory ulids = UlidFactory.newMonotonicInstance();

  /** For ids that grow with the time and within it. */
  protected final Function<Instant, UUID> ids = at -> ulids.create(at.toEpochMilli()).toUuid();

  protected final ClientId client = newClient();
  protected final ClientId other = newClient();

  @BeforeEach
  void createClients() {
    create(client);
    create(other);
  }

  /** Stores a client, where the port asks for one. */
  protected void create(ClientId id) {}

  protected static ClientId newClient() {
    return new ClientId(UlidCreator.getMonotonicUlid().toUuid());
  }
}
