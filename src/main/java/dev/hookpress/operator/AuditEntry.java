package dev.hookpress.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What an operator changed. Holds no names of clients and no secrets.
 *
 * @param action such as {@code client.limits}
 * @param subject the id of what was changed, as it is shown
 */
public record AuditEntry(
    Actor actor,
    String action,
    String subject,
    Optional<ObjectNode> before,
    Optional<ObjectNode> after) {
  /** Creates an entry for a change whose action says everything. */
  public static AuditEntry of(Actor actor, String action, String subject) {
    return new AuditEntry(actor, action, subject, Optional.empty(), Optional.empty());
  }
}
