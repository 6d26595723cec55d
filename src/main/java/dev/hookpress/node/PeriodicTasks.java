package dev.hookpress.node;

import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.metrics.NodeGauges;
import dev.hookpress.metrics.Readiness;
import dev.hookpress.metrics.TopClients;
import dev.hookpress.postgres.PgUpkeep;
import dev.hookpress.postgres.operator.ClientErasure;
import dev.hookpress.postgres.operator.PgInsight;
import dev.hookpress.postgres.queue.ShardBalance;
import dev.hookpress.postgres.records.PgJobContent;
import dev.hookpress.postgres.records.ReplaySteps;
import dev.hookpress.redis.ClockCheck;
import dev.hookpress.storage.HostedFiles;
import dev.hookpress.upkeep.PeriodicTask;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The periodic tasks of a node. */
final class PeriodicTasks {
  private PeriodicTasks() {}

  /** Every node runs the maintenance tasks; a dispatch node also advances replays. */
  static List<PeriodicTask> of(Connections connections, Set<Role> roles, Readiness readiness) {
    List<PeriodicTask> periodicTasks = new ArrayList<>(housekeeping(connections));
    periodicTasks.add(
        new PeriodicTask(
            "readiness", Duration.ofSeconds(5), () -> readiness(connections, readiness)));
    if (roles.contains(Role.DISPATCH)) {
      ReplaySteps replays =
          new ReplaySteps(
              connections.pool, connections.wakeups, connections.metrics::notificationsReplayed);
      ShardBalance shards = DispatchWiring.balance(connections);
      periodicTasks.add(
          new PeriodicTask(
              "shards", Duration.ofSeconds(1), () -> shards.run(connections.clock.instant())));
      periodicTasks.add(
          new PeriodicTask(
              "replays", Duration.ofMillis(250), () -> replays.run(connections.clock.instant())));
    }
    return periodicTasks;
  }

  private static List<PeriodicTask> housekeeping(Connections connections) {
    PgUpkeep upkeep = new PgUpkeep(connections.pool);
    PgUpkeep patient = new PgUpkeep(connections.upkeep);
    Settings settings = connections.settings;
    HostedFiles files = connections.files;
    Duration keep = Duration.ofDays(settings.retention().days());
    Duration keepKeys = Duration.ofHours(settings.limits().idempotencyHours());
    return List.of(
        new PeriodicTask("blocks", Duration.ofSeconds(1), () -> blocks(connections)),
        new PeriodicTask("disabled clients", Duration.ofSeconds(1), connections.unsent::refresh),
        new PeriodicTask(
            "deletion of clients",
            Duration.ofSeconds(1),
            () -> new ClientErasure(connections.upkeep).run(connections.clock.instant())),
        new PeriodicTask(
            "files of deleted clients",
            Duration.ofSeconds(10),
            () ->
                new ClientErasure(connections.upkeep)
                    .erased(connections.clock.instant())
                    .compose(files::deleteOf)),
        new PeriodicTask(
            "expired content",
            Duration.ofSeconds(5),
            () ->
                new PgJobContent(connections.upkeep, files::deleteOf)
                    .run(connections.clock.instant())),
        new PeriodicTask(
            "clients' own retention", Duration.ofMinutes(10), () -> retentions(connections)),
        new PeriodicTask(
            "clock check",
            Duration.ofMinutes(1),
            () ->
                ClockCheck.run(connections.redis, connections.clock)
                    .onSuccess(connections.metrics.node()::clockSkew)),
        new PeriodicTask("queue ages", Duration.ofSeconds(5), () -> ages(connections, upkeep)),
        new PeriodicTask("top clients", Duration.ofSeconds(15), () -> topClients(connections)),
        new PeriodicTask("backlog", Duration.ofSeconds(15), () -> backlog(connections, upkeep)),
        new PeriodicTask(
            "partitions",
            Duration.ofHours(1),
            () -> patient.makePartitions(connections.clock.instant(), keep)),
        new PeriodicTask(
            "retention",
            Duration.ofHours(1),
            () -> {
              Instant now = connections.clock.instant();
              return patient
                  .dropOld(now, keep, keepKeys)
                  .compose(dropped -> files.deleteOld(now, settings.retention().days()));
            }));
  }

  private static Future<?> blocks(Connections connections) {
    Instant now = connections.clock.instant();
    connections.blockList.forgetEnded(now);
    return connections
        .errors
        .probe(now)
        .compose(
            probed ->
                connections.errors.degraded()
                    ? Future.succeededFuture()
                    : connections.blockList.refresh(now))
        .eventually(
            () -> {
              connections.metrics.node().breakerDegraded(connections.errors.degraded());
              connections.metrics.node().clientsBlocked(connections.blockList.count(now));
              connections.metrics.node().clients(connections.events.activity().counts(now));
              return Future.succeededFuture();
            });
  }

  private static Future<?> ages(Connections connections, PgUpkeep upkeep) {
    Instant now = connections.clock.instant();
    return upkeep
        .oldestDue(now, parked(connections))
        .onSuccess(
            oldest -> {
              NodeGauges gauges = connections.metrics.node();
              gauges.renderOldestDue(age(oldest.render(), now));
              gauges.deliveryOldestDue(age(oldest.delivery(), now));
              gauges.queuesRead(now);
            });
  }

  private static Future<?> backlog(Connections connections, PgUpkeep upkeep) {
    return upkeep
        .backlog(connections.clock.instant(), parked(connections))
        .onSuccess(connections.metrics.node()::backlog);
  }

  private static Future<?> retentions(Connections connections) {
    HostedFiles files = connections.files;
    return new PgJobContent(connections.upkeep, files::deleteOf)
        .retentions()
        .compose(
            all ->
                Future.join(
                    all.entrySet().stream()
                        .map(
                            of ->
                                files.deleteOldOf(
                                    of.getKey(), connections.clock.instant(), of.getValue()))
                        .toList()));
  }

  /** Attempts are counted by whole hours: this one and the one before. */
  private static Future<?> topClients(Connections connections) {
    return new PgInsight(connections.pool, List::of)
        .failing(TopClients.MAX_CLIENTS, connections.clock.instant().minus(Duration.ofHours(2)))
        .onSuccess(
            found ->
                connections
                    .metrics
                    .topClients()
                    .read(
                        found.stream()
                            .map(
                                each ->
                                    new TopClients.Figures(
                                        each.client(), each.attempts(), each.failed()))
                            .toList()));
  }

  private static Future<?> readiness(Connections connections, Readiness readiness) {
    NodeGauges gauges = connections.metrics.node();
    return readiness
        .report()
        .onSuccess(
            report -> {
              gauges.ready("node", report.ready());
              report.up().forEach(gauges::ready);
            });
  }

  private static List<UUID> parked(Connections connections) {
    return connections.unsent.ends().keySet().stream().map(ClientId::value).toList();
  }

  private static Duration age(Optional<Instant> dueAt, Instant now) {
    return dueAt.map(due -> Duration.between(due, now)).orElse(Duration.ZERO);
  }
}
