package dev.hookpress.redis;

import dev.hookpress.job.ClientId;
import java.util.List;

/**
 * The Redis keys of one client. The braces (hash tag) put all of them into one slot of a cluster,
 * so that one script may use them together.
 */
record ClientKeys(ClientId client) {
  /** The errors in the window: a sorted set of attempt ids by time. */
  String errors() {
    return "hookpress:{" + client + "}:errors";
  }

  /** The end of the block, in milliseconds. */
  String block() {
    return "hookpress:{" + client + "}:block";
  }

  List<String> errorsAndBlock() {
    return List.of(errors(), block());
  }
}
