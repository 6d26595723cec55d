package dev.hookpress.operator;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The register of nodes. */
public interface Nodes {
  /** All nodes, by name. */
  Future<List<Listed>> all();

  /**
   * Asks a node to finish what it has and take nothing more.
   *
   * @param node its id or its name
   * @return its id; empty if there is no such node
   */
  Future<Optional<UUID>> drain(String node, Instant now);

  /**
   * A node.
   *
   * @param name what people call it: {@code node.id} in its settings
   * @param alive whether its last heartbeat is no older than five seconds
   * @param drainAt since when it is to take nothing more
   * @param documents that it is rendering
   * @param notifications that it is sending
   */
  record Listed(
      UUID id,
      Optional<String> name,
      Optional<String> roles,
      Optional<String> version,
      Instant seenAt,
      boolean alive,
      Optional<Instant> drainAt,
      long documents,
      long notifications) {}
}
