package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import java.time.Instant;

/** Receives delivery events, for metrics and the attempt log. */
public interface DeliveryEvents {
  /** An attempt has been recorded. */
  void attempted(Attempt attempt);

  /** A client has been blocked by an error that this node counted. */
  void clientBlocked(ClientId client, Instant until);

  /** Notifications have ended without an attempt, because their endpoint is gone. */
  void endedAsGone(DialectName dialect, int count);

  /**
   * An internal error, not the receiver's, has occurred; the work is claimed again once its lease
   * expires.
   */
  void failed(Throwable cause);
}
