package dev.hookpress.redis;

import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.contracts.BlockLookupContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.support.TestServers;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The blocks that a node learns of, on a real Redis. */
class BlockLookupIT extends BlockLookupContract {
  private static CountingNode node;

  @BeforeAll
  static void connect() {
    node = new CountingNode(TestServers.freshRedis(), "block-lookup", Clock.systemUTC());
  }

  @AfterAll
  static void disconnect() {
    node.close();
  }

  @Override
  protected BlockLookup blocks() {
    return node.blocked;
  }

  @Override
  protected void block(ClientId of, Instant until) {
    node.blocked.learn(of, until);
  }
}
