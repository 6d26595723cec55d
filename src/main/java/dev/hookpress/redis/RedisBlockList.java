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
 * The blocked clients, as this node knows them: from the errors that it counted itself, from what
 * the others announce, and from a look every second. So a successful delivery costs Redis nothing.
 */
public final class RedisBlockList implements BlockLookup, dev.hookpress.deliver.BlockList {
  /** Blocked clients by the end of their blocks, in milliseconds. */
  private static final String INDEX = "hookpress:blocks";

  // A look every second tells an emptied server at most so many again; the next look the rest.
  private static final int MAX_TOLD_AGAIN = 250;

  private final Redis redis;
  private final RedisChannel announcements;
  private final InstantSource clock;
  private final Map<ClientId, Instant> ends = new ConcurrentHashMap<>();
  private volatile BiConsumer<ClientId, Instant> learnt = (client, end) -> {};

  /** Uses this server; {@code announcements} carries {@code <client> <end in milliseconds>}. */
  public RedisBlockList(Redis redis, RedisChannel announcements, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
    this.announcements = announcements;
    announcements.onMessage(this::hear);
  }

  /** Sets who is told of every block that this node learns of, once; one only. */
  public void onLearnt(BiConsumer<ClientId, Instant> told) {
    learnt = told;
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
      // Whoever misses the announcement finds it in the index within a second. With Redis away,
      // the block holds on this node, and a later look tells Redis.
      tell(client, until, clock.instant());
    }
  }

  /** Forgets blocks that have ended; to be called every second. */
  public void forgetEnded(Instant now) {
    ends.values().removeIf(end -> !end.isAfter(now));
  }

  /**
   * Looks at what all nodes know, and tells what only this one does: a block that began while Redis
   * was away, or that Redis has lost. To be called every second. Fails when Redis is away.
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
        .compose(found -> tellAgain(found, now))
        .compose(
            told ->
                redis.send(
                    Request.cmd(Command.ZREMRANGEBYSCORE).arg(INDEX).arg("-inf").arg(moment)))
        .mapEmpty();
  }

  /** How many clients are blocked. From any thread. */
  public int count(Instant now) {
    return (int) ends.values().stream().filter(end -> end.isAfter(now)).count();
  }

  private Future<Void> tellAgain(Map<ClientId, Instant> found, Instant now) {
    List<Future<Void>> told =
        ends.entrySet().stream()
            .filter(known -> known.getValue().isAfter(now))
            .filter(
                known -> found.getOrDefault(known.getKey(), Instant.MIN).isBefore(known.getValue()))
            .limit(MAX_TOLD_AGAIN)
            .map(known -> tell(known.getKey(), known.getValue(), now))
            .toList();
    return Future.join(told).mapEmpty();
  }

  /** The index last: what it has, the client's own key has too, for looks compare the index. */
  private Future<Void> tell(ClientId client, Instant until, Instant now) {
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

  private void hear(String message) {
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

  /** Whether that is news. */
  private boolean remember(ClientId client, Instant end) {
    Instant before = ends.get(client);
    ends.merge(client, end, (one, other) -> one.isAfter(other) ? one : other);
    boolean isNew = before == null || before.isBefore(end);
    if (isNew) {
      learnt.accept(client, end);
    }
    return isNew;
  }
}
