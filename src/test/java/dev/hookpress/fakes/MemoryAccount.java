package dev.hookpress.fakes;

import dev.hookpress.api.account.ClientBook;
import dev.hookpress.api.account.ErrorCounts;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One account and one error count, which a test sets, for all clients. */
public final class MemoryAccount implements ClientBook, ErrorCounts {
  private final Outage outage;
  private volatile Account account =
      new Account(
          BreakerPolicy.DEFAULT,
          new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5))),
          List.of(),
          0,
          0);
  private volatile Optional<Count> count = Optional.of(new Count(0, Optional.empty()));

  public MemoryAccount(Outage outage) {
    this.outage = outage;
  }

  public void set(Account now) {
    account = now;
  }

  public void set(Optional<Count> now) {
    count = now;
  }

  @Override
  public Future<Account> account(ClientId client, Instant now) {
    return outage.call(() -> account);
  }

  @Override
  public Future<Optional<Count>> of(ClientId client, Duration window, Instant now) {
    return outage.call(() -> count);
  }
}
