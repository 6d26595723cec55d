package dev.hookpress.postgres.queue;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.postgres.OnPostgres;
import dev.hookpress.postgres.Samples;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node knows of its shards and of what it has in hand. */
class ShardLeasesIT extends OnPostgres {
  private static final short SHARD = 7;
  private static final List<Short> ALL =
      IntStream.range(0, ShardLeases.SHARDS).mapToObj(shard -> (short) shard).toList();

  private final ShardLeases leases = new ShardLeases(UUID.randomUUID());
  private final UUID one = UUID.randomUUID();

  @BeforeEach
  void holdAll() {
    leases.in(1);
    assertThat(leases.holds(ALL, 1)).isTrue();
  }

  private Set<UUID> claim(UUID... found) {
    ShardLeases.Claim claim = leases.begin();
    return end(claim, found);
  }

  private Set<UUID> end(ShardLeases.Claim claim, UUID... found) {
    Map<UUID, Short> read = new HashMap<>();
    List.of(found).forEach(id -> read.put(id, SHARD));
    return leases.end(claim, read);
  }

  @Test
  void theShardIsTheSameInTheDatabase() {
    Set<Short> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      ClientId client = Samples.newClient();
      String origin = "https://ä-" + i + ".test:8443";
      short shard = ShardLeases.shardOf(client, origin);
      assertThat(
              await(
                      pool.preparedQuery("select shard_of($1, $2)")
                          .execute(Tuple.of(client.value(), origin)))
                  .iterator()
                  .next()
                  .getShort(0))
          .isEqualTo(shard);
      seen.add(shard);
    }
    assertThat(seen).hasSizeGreaterThan(ShardLeases.SHARDS / 2).isSubsetOf(ALL);
  }

  @Test
  void whatWasGivenBackDuringAClaimIsNotTakenFromItsSnapshot() {
    assertThat(claim(one)).containsExactly(one);
    ShardLeases.Claim claim = leases.begin();
    leases.giveBack(one);
    assertThat(end(claim, one)).isEmpty();
    assertThat(claim(one)).as("a retry that is due").containsExactly(one);
  }

  @Test
  void whatIsReservedDuringAClaimIsNotTakenByIt() {
    ShardLeases.Claim claim = leases.begin();
    assertThat(leases.reserve(new NotificationId(one), SHARD, leases.newHand())).isTrue();
    assertThat(end(claim, one)).isEmpty();
    assertThat(leases.begin().inHand()).containsExactly(one);
  }

  @Test
  void aHandIsDoneWithItsLastNotification() {
    UUID other = UUID.randomUUID();
    claim(one, other);
    leases.giveBack(one);
    leases.giveBack(one);
    assertThat(leases.begin().handsDone()).isEmpty();
    leases.failed(leases.begin());
    leases.giveBack(other);
    assertThat(leases.begin().handsDone()).as("of the claim, and of one that failed").hasSize(2);
  }

  @Test
  void inAnotherEpochNothingIsHeldButWhatWasTakenRemainsInHand() {
    claim(one);
    leases.in(2);
    assertThat(leases.holds(SHARD)).isFalse();
    assertThat(leases.holds(ALL, 1)).as("what was true before").isFalse();
    assertThat(leases.begin().shards()).isEmpty();
    assertThat(leases.epochOf(new NotificationId(one))).isEqualTo(1);
    assertThat(leases.holds(ALL, 2)).isTrue();
    assertThat(leases.begin().inHand()).containsExactly(one);
  }

  @Test
  void aShardIsFreedWhenNothingOfItIsInHandOrBeingRead() {
    claim(one);
    ShardLeases.Claim claim = leases.begin();
    assertThat(leases.toFree(32)).as("the claim may bring something of them").isEmpty();
    assertThat(leases.holds(SHARD)).as("the others go first").isTrue();
    end(claim);
    assertThat(leases.toFree(32)).hasSize(32).doesNotContain(SHARD);
    leases.drain();
    assertThat(leases.toFree(0)).hasSize(31).doesNotContain(SHARD);
    assertThat(leases.holds(SHARD)).isFalse();
    leases.giveBack(one);
    assertThat(leases.toFree(0)).containsExactly(SHARD);
    assertThat(leases.alone()).isFalse();
  }

  @Test
  void aShardThatIsNotToBeGivenUpAfterAllIsClaimedFromAgain() {
    ShardLeases.Claim claim = leases.begin();
    leases.toFree(0);
    assertThat(leases.holds(SHARD)).isFalse();
    leases.toFree(64);
    assertThat(leases.holds(SHARD)).isTrue();
    end(claim);
    assertThat(leases.alone()).isTrue();
  }
}
