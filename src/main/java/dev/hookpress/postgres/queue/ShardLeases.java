package dev.hookpress.postgres.queue;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The shards of the delivery queue that this node holds in its present epoch, and the notifications
 * that it has in hand. The database decides on both: a claim reads nothing of a shard that is
 * another node's, and an attempt of an earlier epoch is not recorded. Thread-safe.
 *
 * <p>Bounded by what a dispatcher may have in hand and the local handoff may have on the way.
 */
public final class ShardLeases {
  /** How many shards the queue has. */
  public static final int SHARDS = 64;

  // Nothing is claimed from a shard that is to be given up until its last attempt has ended.
  private static final int MAX_BUSY_LEAVING = 8;

  private final UUID node;
  private long epoch;
  private boolean draining;
  private final Set<Short> held = new HashSet<>();

  /** Shards to be given up, each with the number of claims begun before that was decided. */
  private final Map<Short, Long> leaving = new HashMap<>();

  private final Map<UUID, InHand> inHand = new HashMap<>();

  /** What was given back while a claim is under way, whose snapshot may still show it. */
  private final Set<UUID> givenBack = new HashSet<>();

  private final Set<Long> handsDone = new HashSet<>();
  private long claimsBegun;
  private boolean claiming;
  private long hands;

  /** A row of {@code delivery_hand}. */
  static final class Hand {
    private final long number;
    private int left;

    private Hand(long number) {
      this.number = number;
    }

    long number() {
      return number;
    }
  }

  private record InHand(short shard, long epoch, Hand hand) {}

  /**
   * The terms of a claim.
   *
   * @param shards what may be claimed from; nothing if empty
   * @param handsDone of what these claims have read, nothing is in hand any more
   */
  record Claim(long epoch, Short[] shards, UUID[] inHand, Hand hand, Long[] handsDone) {}

  /** Creates the leases of a node that holds nothing. */
  public ShardLeases(UUID node) {
    this.node = node;
  }

  /** The shard of what goes to an origin of a client; as {@code shard_of} in the database. */
  static short shardOf(ClientId client, String origin) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(client.value().getMostSignificantBits())
              .putLong(client.value().getLeastSignificantBits())
              .array());
      return (short) (sha256.digest(origin.getBytes(StandardCharsets.UTF_8))[0] & (SHARDS - 1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The node that holds them. */
  public UUID node() {
    return node;
  }

  /** The node's present epoch; 0 before it has one. */
  synchronized long epoch() {
    return epoch;
  }

  /** Notes the node's epoch as the database has it. In another one, it holds nothing. */
  public synchronized void in(long now) {
    if (epoch != now) {
      epoch = now;
      held.clear();
      leaving.clear();
    }
  }

  /** Gives up all shards, one by one as their last attempts end, and takes none from now on. */
  public synchronized void drain() {
    draining = true;
  }

  synchronized boolean draining() {
    return draining;
  }

  /** Notes what the node holds in an epoch. Returns whether there is a new shard among it. */
  synchronized boolean holds(Collection<Short> shards, long in) {
    if (in != epoch) {
      return false;
    }
    held.retainAll(shards);
    leaving.keySet().retainAll(held);
    return held.addAll(shards);
  }

  /** Whether this node, and no other, sends what is queued. */
  public synchronized boolean alone() {
    return held.size() == SHARDS && leaving.isEmpty();
  }

  /** Whether what is queued in a shard is for this node to send. */
  synchronized boolean holds(short shard) {
    return held.contains(shard) && !leaving.containsKey(shard);
  }

  /**
   * Chooses shards to be given up until no more than {@code share} are held, those with little in
   * hand first. Returns those that may be freed now: nothing of them is in hand, and no claim under
   * way reads them.
   */
  synchronized List<Short> toFree(int share) {
    int over = held.size() - share;
    Map<Short, Integer> counts = new HashMap<>();
    inHand.values().forEach(one -> counts.merge(one.shard(), 1, Integer::sum));
    Iterator<Short> stays = leaving.keySet().iterator();
    while (leaving.size() > Math.max(0, over)) {
      stays.next();
      stays.remove();
    }
    int busy = (int) leaving.keySet().stream().filter(counts::containsKey).count();
    List<Short> candidates = new ArrayList<>(held);
    candidates.removeAll(leaving.keySet());
    candidates.sort(Comparator.comparing(shard -> counts.getOrDefault(shard, 0)));
    for (Short shard : candidates) {
      busy += counts.containsKey(shard) ? 1 : 0;
      if (leaving.size() >= over || busy > MAX_BUSY_LEAVING && !draining) {
        break;
      }
      leaving.put(shard, claimsBegun);
    }
    List<Short> free =
        leaving.entrySet().stream()
            .filter(one -> !counts.containsKey(one.getKey()))
            .filter(one -> !claiming || one.getValue() < claimsBegun)
            .map(Map.Entry::getKey)
            .toList();
    free.forEach(held::remove);
    free.forEach(leaving::remove);
    return free;
  }

  synchronized Hand newHand() {
    return new Hand(++hands);
  }

  /** Begins a claim; one of the three below ends it, before the next one begins. */
  synchronized Claim begin() {
    claimsBegun++;
    claiming = true;
    return new Claim(
        epoch,
        held.stream().filter(shard -> !leaving.containsKey(shard)).toArray(Short[]::new),
        inHand.keySet().toArray(UUID[]::new),
        newHand(),
        handsDone.toArray(Long[]::new));
  }

  /** Ends a claim for which no statement was sent. */
  synchronized void unused() {
    claiming = false;
    givenBack.clear();
  }

  /** Ends a claim that has read nothing that anybody knows of. */
  synchronized void failed(Claim claim) {
    unused();
    handsDone.add(claim.hand().number());
  }

  /**
   * Takes what a claim has read, as far as it is not in hand already and was not given back since
   * the claim began. Returns that.
   */
  synchronized Set<UUID> end(Claim claim, Map<UUID, Short> read) {
    claiming = false;
    handsDone.removeAll(List.of(claim.handsDone()));
    Set<UUID> taken = new HashSet<>();
    read.forEach(
        (id, shard) -> {
          if (!givenBack.contains(id) && take(id, shard, claim.epoch(), claim.hand())) {
            taken.add(id);
          }
        });
    givenBack.clear();
    if (taken.isEmpty() && !read.isEmpty()) {
      handsDone.add(claim.hand().number());
    }
    return taken;
  }

  private boolean take(UUID id, short shard, long in, Hand hand) {
    boolean added = inHand.putIfAbsent(id, new InHand(shard, in, hand)) == null;
    hand.left += added ? 1 : 0;
    return added;
  }

  /**
   * Takes a notification that is about to be written, so that no claim does. Returns false if it is
   * for another node to send.
   */
  synchronized boolean reserve(NotificationId id, short shard, Hand hand) {
    return holds(shard) && take(id.value(), shard, epoch, hand);
  }

  /** Notes that a notification is not in hand any more, since the database says so, too. */
  synchronized void giveBack(UUID id) {
    InHand was = inHand.remove(id);
    if (was == null) {
      return;
    }
    if (claiming) {
      givenBack.add(id);
    }
    if (--was.hand().left == 0) {
      handsDone.add(was.hand().number());
    }
  }

  /** The epoch in which a notification was taken; 0 if it is not in hand. */
  synchronized long epochOf(NotificationId id) {
    InHand one = inHand.get(id.value());
    return one == null ? 0 : one.epoch();
  }
}
