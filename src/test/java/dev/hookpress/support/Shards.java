package dev.hookpress.support;

import dev.hookpress.postgres.PgNodes;
import dev.hookpress.postgres.queue.ShardBalance;
import dev.hookpress.postgres.queue.ShardLeases;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.UUID;

/** Nodes of tests and what they hold of the delivery queue. */
public final class Shards {
  private Shards() {}

  /** Of a node that does not send. */
  public static ShardLeases none() {
    return new ShardLeases(UUID.randomUUID());
  }

  /** Of a node that has joined, and holds what no other node does. */
  public static ShardLeases joined(Pool pool, Instant now) {
    ShardLeases leases = none();
    join(pool, leases, now);
    return leases;
  }

  /** Joins a node. */
  public static void join(Pool pool, ShardLeases leases, Instant now) {
    leases.in(new PgNodes(pool, pool).join(leases.node()).await());
    balance(pool, leases, now);
  }

  /** Takes and frees a node's shards, as it does every second. */
  public static void balance(Pool pool, ShardLeases leases, Instant now) {
    new ShardBalance(pool, leases, () -> {}).run(now).await();
  }

  /** As if all nodes had died; another one takes over. */
  public static ShardLeases takenOver(Pool pool, Instant now) {
    pool.query("delete from node").execute().await();
    return joined(pool, now);
  }
}
