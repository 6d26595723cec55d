package dev.hookpress.postgres.records;

import dev.hookpress.deliver.BlockList;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The blocked clients and, as if they were blocked for ever, those that are disabled: nothing is
 * sent for either. Thread-safe.
 */
public final class DisabledClients implements BlockList {
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  // So many stay out of the way of one statement; operators disable few.
  private static final int MAX_DISABLED = 10_000;

  private final Pool pool;
  private final BlockList blocks;
  private volatile Set<ClientId> disabled = Set.of();

  /**
   * @param blocks those that are blocked because of errors
   */
  public DisabledClients(Pool pool, BlockList blocks) {
    this.pool = pool;
    this.blocks = blocks;
  }

  /** Reads which clients are disabled; to be called every second and when one has changed. */
  public Future<Void> refresh() {
    return Sql.LIST_DISABLED_CLIENTS
        .on(pool)
        .bind("limit", MAX_DISABLED)
        .execute()
        .onSuccess(
            rows -> {
              Set<ClientId> found = new HashSet<>();
              rows.forEach(row -> found.add(new ClientId(row.getUUID("id"))));
              disabled = Set.copyOf(found);
            })
        .mapEmpty();
  }

  @Override
  public boolean blocked(ClientId client, Instant now) {
    return disabled.contains(client) || blocks.blocked(client, now);
  }

  @Override
  public Map<ClientId, Instant> ends() {
    Map<ClientId, Instant> ends = new HashMap<>(blocks.ends());
    disabled.forEach(client -> ends.put(client, NEVER));
    return ends;
  }

  @Override
  public void learn(ClientId client, Instant until) {
    blocks.learn(client, until);
  }
}
