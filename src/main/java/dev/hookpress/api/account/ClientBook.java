package dev.hookpress.api.account;

import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Reads a client's account. */
public interface ClientBook {
  /** The bound of counting; a larger number is reported as "or more". */
  int MAX_COUNTED = 100_000;

  /** The client's policies, holds and pending work. */
  Future<Account> account(ClientId client, Instant now);

  /**
   * A client's account.
   *
   * @param holds the holds that end soonest
   * @param pendingDocuments documents accepted and not rendered; {@link #MAX_COUNTED} + 1 stands
   *     for more
   * @param pendingNotifications notifications that have not ended; bounded likewise
   */
  record Account(
      BreakerPolicy breaker,
      RetryPolicy retries,
      List<Held> holds,
      int pendingDocuments,
      int pendingNotifications) {}

  /** An endpoint that is on hold. */
  record Held(EndpointKey endpoint, String origin, EndpointView.Hold hold) {}
}
