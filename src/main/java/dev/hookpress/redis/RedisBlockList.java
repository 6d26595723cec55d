package dev.hookpress.redis;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.job.ClientId;
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
import java.util.function.BiConsumer;

/**
 * This node's view of the blocked clients, from the errors that it counts itself, the announcements
 * of other nodes, and a refresh every second. A successful delivery thus needs no call to Redis.
 */
public final class RedisBlockList implements BlockLookup, dev.hookpress.deliver.BlockList {
  /** The sorted set of blocked clients by the end of their blocks, in milliseconds. */
  private static final String INDEX = "hookpress:blocks";

  // The most blocks that a refresh restores to an emptied server; the next refresh restores more.
  private static final int MAX_WRITTEN_AGAIN = 250;

  private final Redis redis;
  private final RedisChannel announcements;
  private final InstantSource clock;
  private final Map<ClientId, Instant> ends = new ConcurrentHashMap<>();
  private volatile BiConsumer<ClientId, Instant> newBlockListener = (client, end) -> {};

  /**
   * Creates a block list on a Redis server; messages in {@code announcements} are {@code <client>
   * <end in milliseconds>}.
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

  @Override
  public boolean blocked(ClientId client, Instant now) {
    return blockedUntil(client, now).isPresent();
  }

  @Override
  public Optional<Instant> blockedUntil(ClientId client, Instant now) {
    return Optional.ofNullable(ends.get(client)).filter(end -> end.isAfter(now));
  }

  @Override
  public Map<ClientId, Instant> ends() {
    return Map.copyOf(ends);
  }

  @Override
  public void learn(ClientId client, Instant until) {
    if (remember(client, until)) {
      // Nodes that miss the announcement find the block in the index within a second. While Redis
      // is unavailable, the block holds on this node, and a later refresh writes it to Redis.
      write(client, until, clock.instant());
    }
  }

  /** Removes blocks that have ended; to be called every second. */
  public void forgetEnded(Instant now) {
    ends.values().removeIf(end -> !end.isAfter(now));
  }

  /**
   * Reads the blocks that all nodes know, and writes those that only this node knows: a block that
   * began while Redis was unavailable, or that Redis has lost. To be called every second. Fails if
   * Redis is unavailable.
   */
  public Future<Void> refresh(Instant now) {
    String moment = Long.toString(now.toEpochMilli());
    return redis
        .send(
            Request.cmd(Command.ZRANGE)
                .arg(INDEX)
                .arg("(" + moment)
                .arg("+inf")
                .arg("BYSCORE")
                .arg("WITHSCORES"))
        .map(RedisBlockList::endsIn)
        .onSuccess(found -> found.forEach(this::remember))
        .compose(found -> writeMissing(found, now))
        .compose(
            written ->
                redis.send(
                    Request.cmd(Command.ZREMRANGEBYSCORE).arg(INDEX).arg("-inf").arg(moment)))
        .mapEmpty();
  }

  /** The number of blocked clients. Thread-safe. */
  public int count(Instant now) {
    return (int) ends.values().stream().filter(end -> end.isAfter(now)).count();
  }

  private Future<Void> writeMissing(Map<ClientId, Instant> found, Instant now) {
    List<Future<Void>> written =
        ends.entrySet().stream()
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

  private static Map<ClientId, Instant> endsIn(Response entries) {
    Map<ClientId, Instant> found = new HashMap<>();
    // RESP3 answers in pairs, RESP2 in one flat list.
    for (int i = 0; i < entries.size(); i++) {
      Response entry = entries.get(i);
      boolean pair = entry.type() == ResponseType.MULTI;
      Response member = pair ? entry.get(0) : entry;
      Response score = pair ? entry.get(1) : entries.get(++i);
      Instant end = Instant.ofEpochMilli((long) Double.parseDouble(score.toString()));
      client(member.toString()).ifPresent(client -> found.put(client, end));
    }
    return found;
  }

  private void receive(String message) {
    String[] words = message.split(" ", 2);
    if (words.length == 2) {
      Instant end = Instant.ofEpochMilli(Long.parseLong(words[1]));
      client(words[0]).ifPresent(client -> remember(client, end));
    }
  }

  private static Optional<ClientId> client(String text) {
    return Ulid.isValid(text)
        ? Optional.of(new ClientId(Ulid.from(text).toUuid()))
        : Optional.empty();
  }

  /** Adds or extends a block. Returns whether it is new or ends later than known. */
  private boolean remember(ClientId client, Instant end) {
    Instant before = ends.get(client);
    ends.merge(client, end, (one, other) -> one.isAfter(other) ? one : other);
    boolean isNew = before == null || before.isBefore(end);
    if (isNew) {
      newBlockListener.accept(client, end);
    }
    return isNew;
  }
}
