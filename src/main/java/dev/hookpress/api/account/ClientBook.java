package dev.hookpress.api.account;

import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What a client may know about itself. */
public interface ClientBook {
  /** Beyond it, what waits is not counted but said to be more. */
  int MAX_COUNTED = 100_000;

  /** Its rules, its holds and what it has waiting. */
  Future<Account> account(ClientId client, Instant now);

  /**
   * A client's account.
   *
   * @param holds those that end soonest
   * @param pendingDocuments accepted and not rendered; {@link #MAX_COUNTED} and one for more
   * @param pendingNotifications owed and not ended; likewise
   */
  record Account(
      BreakerPolicy breaker,
      RetryPolicy retries,
      List<Held> holds,
      int pendingDocuments,
      int pendingNotifications) {}

  /** An endpoint that nothing is sent to for a time. */
  record Held(EndpointKey endpoint, String origin, EndpointView.Hold hold) {}
}
