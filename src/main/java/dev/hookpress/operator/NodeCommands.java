package dev.hookpress.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.operator.Audited.Change;
import io.vertx.core.Future;
import java.time.Instant;

/** Lists and drains nodes. */
public final class NodeCommands {
  private final Audited<Nodes> changes;
  private final Nodes nodes;

  public NodeCommands(Audited<Nodes> changes, Nodes nodes) {
    this.changes = changes;
    this.nodes = nodes;
  }

  /** All nodes that have not left in order, with what they hold. */
  public Future<Result> list(Instant now) {
    return nodes.all().map(all -> Result.list(all.stream().map(NodeCommands::shown).toList()));
  }

  /**
   * Asks a node to finish what it has, and to take no requests and no work. It stays up, and not
   * ready, until it is stopped.
   */
  public Future<Result> drain(Actor actor, String node, Instant now) {
    return changes.perform(
        now,
        stores ->
            stores
                .drain(node, now)
                .map(
                    found ->
                        found
                            .map(
                                id ->
                                    Change.<Result>of(
                                        new Result.Done(
                                            202, Json.object().put("id", id.toString())),
                                        AuditEntry.of(actor, "node.drain", id.toString())))
                            .orElseGet(
                                () ->
                                    Change.none(
                                        Result.refused(
                                            Type.NOT_FOUND, "There is no such node.")))));
  }

  private static ObjectNode shown(Nodes.Listed node) {
    ObjectNode shown = Json.object().put("id", node.id().toString());
    node.name().ifPresent(name -> shown.put("name", name));
    shown.put(
        "status", !node.alive() ? "silent" : node.drainAt().isPresent() ? "draining" : "alive");
    node.roles().ifPresent(roles -> shown.put("roles", roles));
    node.version().ifPresent(version -> shown.put("version", version));
    shown.put("seen_at", Timestamps.millis(node.seenAt()));
    node.drainAt().ifPresent(at -> shown.put("drain_at", Timestamps.millis(at)));
    shown.put("documents", node.documents());
    return shown.put("notifications", node.notifications());
  }
}
