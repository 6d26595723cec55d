package dev.hookpress.node;

import dev.hookpress.api.ApiRouter;
import dev.hookpress.api.deliveries.NotificationJson;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.AuditCommands;
import dev.hookpress.operator.ClientCommands;
import dev.hookpress.operator.DeliveryCommands;
import dev.hookpress.operator.Insight;
import dev.hookpress.operator.InsightCommands;
import dev.hookpress.operator.KeyCommands;
import dev.hookpress.operator.NodeCommands;
import dev.hookpress.operator.OperatorCommands;
import dev.hookpress.operator.OperatorCookie;
import dev.hookpress.operator.OperatorRoutes;
import dev.hookpress.postgres.TransactionScope;
import dev.hookpress.postgres.operator.EarlyUnblocking;
import dev.hookpress.postgres.operator.PgAuditLog;
import dev.hookpress.postgres.operator.PgAudited;
import dev.hookpress.postgres.operator.PgClientRegister;
import dev.hookpress.postgres.operator.PgDeletions;
import dev.hookpress.postgres.operator.PgInsight;
import dev.hookpress.postgres.operator.PgNodeRegister;
import dev.hookpress.postgres.records.PgApiKeys;
import dev.hookpress.postgres.records.PgClientBook;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgDeliverySettings;
import dev.hookpress.postgres.records.PgEndpointBook;
import dev.hookpress.postgres.records.PgJobBook;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.postgres.records.PgRedeliveries;
import dev.hookpress.postgres.records.PgReplays;
import dev.hookpress.redis.ClientChanges;
import dev.hookpress.redis.RedisBlockList;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.storage.AssetFiles;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Wires what operators may do, for the operator API and the command line. */
final class OperatorWiring {
  private OperatorWiring() {}

  /**
   * What the commands are made of.
   *
   * @param parked the clients whose notifications are parked
   * @param assets where clients' uploads are
   */
  record Parts(
      Pool pool,
      SealedBox box,
      RedisBlockList blocks,
      ClientChanges changes,
      PgDeliverySettings deliverySettings,
      Wakeups wakeups,
      Function<Instant, UUID> ids,
      Supplier<Collection<UUID>> parked,
      AssetFiles assets,
      InstantSource clock) {}

  /** The handler of requests to the operator API; empty if the settings have no operator key. */
  static Optional<Function<Vertx, Handler<HttpServerRequest>>> routes(Connections connections) {
    Settings settings = connections.settings;
    if (settings.operator().key().isEmpty()) {
      return Optional.empty();
    }
    Parts parts =
        new Parts(
            connections.pool,
            connections.box,
            connections.blockList,
            connections.changes,
            connections.deliverySettings,
            connections.wakeups,
            connections::newId,
            () -> parked(connections),
            connections.assets,
            connections.clock);
    ApiRouter router =
        new ApiRouter(
            List.of(
                new OperatorRoutes(
                    settings.operator(),
                    new OperatorCookie(
                        connections.box.derive("operator session"),
                        settings.operator().key().orElseThrow()),
                    commands(parts),
                    connections.clock)),
            Set.of(),
            () -> connections.newId(connections.clock.instant()).toString(),
            connections.clock,
            ApiWiring.observer(connections.metrics.operatorApi()),
            Tracing.OFF);
    return Optional.of(router::router);
  }

  /** Makes all commands. */
  static OperatorCommands commands(Parts parts) {
    Function<Instant, UUID> ids = parts.ids();
    PgAudited<ClientCommands.Stores> changes =
        new PgAudited<>(parts.pool(), within -> stores(parts, within), ids);
    PgApiKeys keys = keys(parts, TransactionScope.of(parts.pool()));
    ClientCommands clients =
        new ClientCommands(
            new ClientCommands.Ports(
                changes,
                register(parts, parts.pool()),
                new PgClientBook(parts.pool(), parts.deliverySettings()),
                new EarlyUnblocking(
                    parts.blocks(), parts.deliverySettings(), parts.pool(), parts.wakeups()),
                new PgDeletions(parts.pool()),
                parts.changes()::tell),
            ids);
    Insight insight = new PgInsight(parts.pool(), parts.parked());
    PgNotificationBook notifications = new PgNotificationBook(parts.pool(), parts.box());
    AuditCommands audit = new AuditCommands(new PgAuditLog(parts.pool()));
    return new OperatorCommands(
        clients,
        new KeyCommands(changes, keys, parts.changes()::tell),
        audit,
        new InsightCommands(
            new InsightCommands.Ports(
                insight,
                new PgJobBook(parts.pool(), parts.box(), parts.wakeups()),
                notifications,
                new PgReplays(parts.pool(), ids, PgReplays.MAX_COUNTED),
                new PgEndpointBook(parts.pool(), parts.wakeups()),
                audit,
                parts.assets()::owner),
            clients,
            new NotificationJson(parts.blocks(), parts.clock())),
        new NodeCommands(
            new PgAudited<>(parts.pool(), within -> new PgNodeRegister(within.client()), ids),
            new PgNodeRegister(parts.pool())),
        new DeliveryCommands(
            new PgAudited<>(
                parts.pool(),
                within ->
                    new DeliveryCommands.Stores(
                        new PgRedeliveries(within, parts.wakeups()),
                        new PgReplays(within, ids, PgReplays.MAX_COUNTED)),
                ids),
            insight));
  }

  private static ClientCommands.Stores stores(Parts parts, TransactionScope within) {
    return new ClientCommands.Stores(
        register(parts, within.client()), keys(parts, within), new PgDeletions(within.client()));
  }

  private static PgClientRegister register(Parts parts, SqlClient sql) {
    // Only creates clients, for which defaults and caches do not matter.
    PgClients clients = new PgClients(sql, parts.box(), 1, 1, () -> 0, parts.clock());
    return new PgClientRegister(sql, clients);
  }

  private static PgApiKeys keys(Parts parts, TransactionScope scope) {
    return new PgApiKeys(scope, parts.ids(), parts.changes()::tell);
  }

  private static List<UUID> parked(Connections connections) {
    return connections.unsent.ends().keySet().stream().map(ClientId::value).toList();
  }
}
