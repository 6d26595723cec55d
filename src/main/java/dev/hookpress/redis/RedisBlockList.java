package dev.hookpress.redis;

import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.Unblocking;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * This node's view of the blocked clients, from the errors that it counts itself, the announcements
 * of other nodes, and a refresh every second. A successful delivery thus needs no call to Redis.
 */
public final class RedisBlockList
    implements BlockLookup, Unblocking, dev.hookpress.deliver.BlockList {
  /** The sorted set of blocked clients by the end of their blocks, in milliseconds. */
  static final String INDEX = "hookpress:blocks";

  /** The sorted set of clients by when an operator unblocked them, in milliseconds. */
  private static final String LIFTED = "hookpress:unblocked";

  // A node that Redis was away from for longer may hold a block that was lifted meanwhile until it
  // ends.
  private static final Duration LIFTED_REMEMBERED = Duration.ofDays(1);

  // The most blocks that a refresh restores to an emptied server; the next refresh restores more.
  private static final int MAX_WRITTEN_AGAIN = 250;

  // An operator waits for this.
  private static final int PATIENCE_MILLIS = 2_000;

  private final Redis redis;
  private final RedisChannel announcements;
  private final InstantSource clock;
  private final Map<ClientId, Block> blocks = new ConcurrentHashMap<>();
  private volatile BiConsumer<ClientId, Instant> newBlockListener = (client, end) -> {};
  private volatile Runnable unblockedListener = () -> {};

  /** A block that this node has known of since {@code since}. */
  private record Block(Instant end, Instant since) {}

  /**
   * Creates a block list on a Redis server; messages in {@code announcements} are {@code <client>
   * <end in milliseconds>}, with 0 for a block that was lifted.
   */
  public RedisBlockList(Redis redis, RedisChannel announcements, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
    this.announcements = announcements;
    announcements.onMessage(this::receive);
  }

  /** Sets the only listener; it is called once for every block that this node learns of. */
  public void onNewBlock(BiConsumer<ClientId, Instant> listener) {
    newBlockListener = listener;
  }

  /** Sets the only listener; it is called when a client is unblocked before its block ends. */
  public void onUnblocked(Runnable listener) {
    unblockedListener = listener;
  }

  @Override
  public boolean blocked(ClientId client, Instant now) {
    return blockedUntil(client, now).isPresent();
  }

  @Override
  public Optional<Instant> blockedUntil(ClientId client, Instant now) {
    return Optional.ofNullable(blocks.get(client)).map(Block::end).filter(end -> end.isAfter(now));
  }

  @Override
  public Map<ClientId, Instant> ends() {
    Map<ClientId, Instant> ends = new HashMap<>();
    blocks.forEach((client, block) -> ends.put(client, block.end()));
    return ends;
  }

  @Override
  public void learn(ClientId client, Instant until) {
    if (remember(client, until, clock.instant())) {
      // Nodes that miss the announcement find the block in the index within a second. While Redis
      // is unavailable, the block holds on this node, and a later refresh writes it to Redis.
      write(client, until, clock.instant());
    }
  }

  /** Removes blocks that have ended; to be called every second. */
  public void forgetEnded(Instant now) {
    blocks.values().removeIf(block -> !block.end().isAfter(now));
  }

  /**
   * Lifts a client's block, here, in Redis and on every node, and empties its window of errors. The
   * time is kept in Redis, since a node that misses the announcement would otherwise write the
   * block again. Fails if Redis is unavailable, and then may have been done.
   */
  @Override
  public Future<Void> unblock(ClientId client, Instant now) {
    ClientKeys keys = new ClientKeys(client);
    String member = client.toString();
    return redis
        .send(
            Request.cmd(Command.ZADD)
                .arg(LIFTED)
                .arg(Long.toString(now.toEpochMilli()))
                .arg(member))
        .compose(noted -> redis.send(Request.cmd(Command.ZREM).arg(INDEX).arg(member)))
        .compose(
            removed -> redis.send(Request.cmd(Command.DEL).arg(keys.errors()).arg(keys.block())))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .compose(deleted -> announcements.announce(member + " 0"))
        .onSuccess(told -> lift(client));
  }

  /**
   * Reads the blocks that all nodes know, and writes those that only this node knows: a block that
   * began while Redis was unavailable, or that Redis has lost. To be called every second. Fails if
   * Redis is unavailable.
   */
  public Future<Void> refresh(Instant now) {
    String moment = Long.toString(now.toEpochMilli());
    return liftAll()
        .compose(lifted -> read(moment))
        .onSuccess(found -> found.forEach((client, end) -> remember(client, end, now)))
        .compose(found -> writeMissing(found, now))
        .compose(
            written ->
                redis.send(
                    Request.cmd(Command.ZREMRANGEBYSCORE).arg(INDEX).arg("-inf").arg(moment)))
        .compose(
            removed ->
                redis.send(
                    Request.cmd(Command.ZREMRANGEBYSCORE)
                        .arg(LIFTED)
                        .arg("-inf")
                        .arg(Long.toString(now.minus(LIFTED_REMEMBERED).toEpochMilli()))))
        .mapEmpty();
  }

  /** Lifts the blocks that operators have lifted since this node learnt of them. */
  private Future<Void> liftAll() {
    return redis
        .send(Request.cmd(Command.ZRANGE).arg(LIFTED).arg("0").arg("-1").arg("WITHSCORES"))
        .map(RedisBlockList::timesIn)
        .onSuccess(
            lifted ->
                lifted.forEach(
                    (client, at) -> {
                      Block block = blocks.get(client);
                      if (block != null && !block.since().isAfter(at)) {
                        lift(client);
                      }
                    }))
        .mapEmpty();
  }

  private Future<Map<ClientId, Instant>> read(String moment) {
    return redis
        .send(
            Request.cmd(Command.ZRANGE)
                .arg(INDEX)
                .arg("(" + moment)
                .arg("+inf")
                .arg("BYSCORE")
                .arg("WITHSCORES"))
        .map(RedisBlockList::timesIn);
  }

  /** The number of blocked clients. Thread-safe. */
  public int count(Instant now) {
    return (int) blocks.values().stream().filter(block -> block.end().isAfter(now)).count();
  }

  private Future<Void> writeMissing(Map<ClientId, Instant> found, Instant now) {
    List<Future<Void>> written =
        ends().entrySet().stream()
            .filter(known -> known.getValue().isAfter(now))
            .filter(
                known -> found.getOrDefault(known.getKey(), Instant.MIN).isBefore(known.getValue()))
            .limit(MAX_WRITTEN_AGAIN)
            .map(known -> write(known.getKey(), known.getValue(), now))
            .toList();
    return Future.join(written).mapEmpty();
  }

  /**
   * Writes a block to Redis, the index last: every block in the index, which refreshes compare, is
   * then in the client's own key, too.
   */
  private Future<Void> write(ClientId client, Instant until, Instant now) {
    long left = Duration.between(now, until).toMillis();
    if (left <= 0) {
      return Future.succeededFuture();
    }
    String end = Long.toString(until.toEpochMilli());
    return LuaScript.HOLD_BLOCK
        .run(redis, new ClientKeys(client).errorsAndBlock(), List.of(end, Long.toString(left)))
        .compose(
            held ->
                redis.send(
                    Request.cmd(Command.ZADD).arg(INDEX).arg("GT").arg(end).arg(client.toString())))
        .onSuccess(added -> announcements.publish(client + " " + end))
        .mapEmpty();
  }

  private static Map<ClientId, Instant> timesIn(Response entries) {
    Map<ClientId, Instant> found = new HashMap<>();
    // RESP3 answers in pairs, RESP2 in one flat list.
    for (int i = 0; i < entries.size(); i++) {
      Response entry = entries.get(i);
      boolean pair = entry.type() == ResponseType.MULTI;
      Response member = pair ? entry.get(0) : entry;
      Response score = pair ? entry.get(1) : entries.get(++i);
      Instant time = Instant.ofEpochMilli((long) Double.parseDouble(score.toString()));
      ClientId.parse(member.toString()).ifPresent(client -> found.put(client, time));
    }
    return found;
  }

  private void receive(String message) {
    String[] words = message.split(" ", 2);
    if (words.length == 2) {
      long end = Long.parseLong(words[1]);
      ClientId.parse(words[0])
          .ifPresent(
              client -> {
                if (end == 0) {
                  lift(client);
                } else {
                  remember(client, Instant.ofEpochMilli(end), clock.instant());
                }
              });
    }
  }

  private void lift(ClientId client) {
    if (blocks.remove(client) != null) {
      unblockedListener.run();
    }
  }

  /** Adds or extends a block. Returns whether it is new or ends later than known. */
  private boolean remember(ClientId client, Instant end, Instant since) {
    Block before = blocks.get(client);
    boolean isNew = before == null || before.end().isBefore(end);
    if (isNew) {
      blocks.merge(
          client,
          new Block(end, since),
          (one, other) -> one.end().isBefore(other.end()) ? other : one);
      newBlockListener.accept(client, end);
    }
    return isNew;
  }
}
