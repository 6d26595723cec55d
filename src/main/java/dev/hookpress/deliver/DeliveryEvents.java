package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import java.time.Instant;

/** Told of what delivery does; metrics and the attempt log listen. */
public interface DeliveryEvents {
  /** An attempt has been recorded. */
  void attempted(Attempt attempt);

  /** A client has been blocked by an error that this node counted. */
  void clientBlocked(ClientId client, Instant until);

  /** Notifications have ended without an attempt, because their endpoint is gone. */
  void endedAsGone(DialectName dialect, int count);

  /** Something that is not the receiver's doing went wrong; the lease brings the work back. */
  void failed(Throwable cause);
}
