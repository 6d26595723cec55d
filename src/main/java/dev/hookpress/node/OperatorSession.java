package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.OperatorCommands;
import dev.hookpress.operator.Result;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.records.PgDeliverySettings;
import dev.hookpress.redis.ClientChanges;
import dev.hookpress.redis.RedisBlockList;
import dev.hookpress.redis.RedisChannel;
import dev.hookpress.redis.RedisPools;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Runs one operator command from the command line, with connections of its own. */
public final class OperatorSession {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration BLOCKS_BOUND = Duration.ofSeconds(3);

  private OperatorSession() {}

  /**
   * Runs a command. Blocks. Without Redis, commands do not see blocks and cannot lift them.
   *
   * @throws StartFailure if Postgres is unavailable
   */
  public static Result run(
      Settings settings, Clock clock, Function<OperatorCommands, Future<Result>> command) {
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, StoreAddresses.database(settings), 2, 8);
    Redis redis =
        RedisPools.open(
            vertx,
            settings.redis().uri().orElseThrow(() -> new StartFailure("redis.uri is not set")),
            StoreAddresses.redisTls(settings.redis()),
            2,
            32);
    try {
      RedisBlockList blocks =
          new RedisBlockList(
              redis, new RedisChannel(vertx, redis, Connections.BLOCKS_CHANNEL), clock);
      OperatorCommands commands = commands(settings, clock, vertx, pool, redis, blocks);
      Future<Result> result =
          blocks
              .refresh(clock.instant())
              .timeout(BLOCKS_BOUND.toMillis(), TimeUnit.MILLISECONDS)
              .otherwiseEmpty()
              .compose(known -> command.apply(commands));
      return BoundedWait.forStart("the command", result, BOUND);
    } finally {
      redis.close();
      ShutdownStep.step("postgres pool", pool.close(), BOUND);
      ShutdownStep.step("vertx", vertx.close(), BOUND);
    }
  }

  private static OperatorCommands commands(
      Settings settings, Clock clock, Vertx vertx, Pool pool, Redis redis, RedisBlockList blocks) {
    SealedBox box = SecretsBox.of(settings.secrets());
    Settings.Breaker breaker = settings.breaker();
    PgDeliverySettings deliverySettings =
        new PgDeliverySettings(
            pool,
            box,
            new BreakerPolicy(
                breaker.errors(),
                Duration.ofSeconds(breaker.windowSeconds()),
                Duration.ofSeconds(breaker.blockSeconds())),
            new RetryPolicy(settings.delivery().retrySchedule()),
            Ticker.systemTicker());
    return OperatorWiring.commands(
        new OperatorWiring.Parts(
            pool,
            box,
            blocks,
            new ClientChanges(new RedisChannel(vertx, redis, Connections.CHANGES_CHANNEL)),
            deliverySettings,
            new Wakeups(vertx.eventBus()),
            now -> UlidCreator.getUlid(now.toEpochMilli()).toUuid(),
            () -> blocks.ends().keySet().stream().map(ClientId::value).toList(),
            Connections.assets(vertx, settings),
            clock));
  }
}
