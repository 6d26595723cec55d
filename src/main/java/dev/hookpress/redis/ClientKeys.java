package dev.hookpress.redis;

import dev.hookpress.job.ClientId;
import java.util.List;

/**
 * The names of what Redis holds for one client. The braces put all of them into one slot of a
 * cluster, where one script may use them together.
 */
record ClientKeys(ClientId client) {
  /** The errors in the window: attempt ids by their times. */
  String errors() {
    return "hookpress:{" + client + "}:errors";
  }

  /** When the block ends, in milliseconds. */
  String block() {
    return "hookpress:{" + client + "}:block";
  }

  List<String> errorsAndBlock() {
    return List.of(errors(), block());
  }
}
