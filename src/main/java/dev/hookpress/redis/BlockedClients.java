package dev.hookpress.redis;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.api.Blocks;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The blocked clients, as this node knows them: from the errors that it counted itself, from what
 * the others announce, and from a look every second. So a successful delivery costs Redis nothing.
 */
public final class BlockedClients implements Blocks, dev.hookpress.deliver.Blocks {
  /** Blocked clients by the end of their blocks, in milliseconds. */
  private static final String INDEX = "hookpress:blocks";

  private final Redis redis;
  private final RedisChannel announcements;
  private final Map<ClientId, Instant> ends = new ConcurrentHashMap<>();

  /** Uses this server; {@code announcements} carries {@code <client> <end in milliseconds>}. */
  public BlockedClients(Redis redis, RedisChannel announcements) {
    this.redis = redis;
    this.announcements = announcements;
    announcements.onMessage(this::hear);
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
      String member = client.toString();
      String end = Long.toString(until.toEpochMilli());
      // Whoever misses the announcement finds it in the index within a second. With Redis away,
      // the block holds on this node.
      redis
          .send(Request.cmd(Command.ZADD).arg(INDEX).arg("GT").arg(end).arg(member))
          .onSuccess(added -> announcements.publish(member + " " + end));
    }
  }

  /** Forgets blocks that have ended; to be called every second. */
  public void forgetEnded(Instant now) {
    ends.values().removeIf(end -> !end.isAfter(now));
  }

  /** Looks at what all nodes know; to be called every second. Fails when Redis is away. */
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
        .onSuccess(this::rememberAll)
        .compose(
            read ->
                redis.send(
                    Request.cmd(Command.ZREMRANGEBYSCORE).arg(INDEX).arg("-inf").arg(moment)))
        .mapEmpty();
  }

  /** How many clients are blocked. From any thread. */
  public int count(Instant now) {
    return (int) ends.values().stream().filter(end -> end.isAfter(now)).count();
  }

  private void rememberAll(Response entries) {
    // RESP3 answers in pairs, RESP2 in one flat list.
    for (int i = 0; i < entries.size(); i++) {
      Response entry = entries.get(i);
      boolean pair = entry.type() == ResponseType.MULTI;
      Response member = pair ? entry.get(0) : entry;
      Response score = pair ? entry.get(1) : entries.get(++i);
      remember(member.toString(), (long) Double.parseDouble(score.toString()));
    }
  }

  private void hear(String message) {
    String[] words = message.split(" ", 2);
    if (words.length == 2) {
      remember(words[0], Long.parseLong(words[1]));
    }
  }

  private void remember(String client, long endMillis) {
    if (Ulid.isValid(client)) {
      remember(new ClientId(Ulid.from(client).toUuid()), Instant.ofEpochMilli(endMillis));
    }
  }

  private boolean remember(ClientId client, Instant end) {
    Instant before = ends.get(client);
    ends.merge(client, end, (one, other) -> one.isAfter(other) ? one : other);
    return before == null || before.isBefore(end);
  }
}
