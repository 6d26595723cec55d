package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.http.RateLimit;
import dev.hookpress.api.http.RateLimit.Allowance;
import dev.hookpress.support.Awaiting;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link RateLimit} promises. */
public abstract class RateLimitContract extends PortContract {
  protected abstract RateLimit limit();

  @Test
  void asManyAsThePerSecondLimitPassAndTheNextOneWaits() {
    for (int i = 0; i < 5; i++) {
      assertThat(await(limit().take(client, 5, NOW))).isEqualTo(Allowance.left(4 - i));
    }
    Optional<Duration> wait = await(limit().take(client, 5, NOW)).pause();

    assertThat(wait).hasValueSatisfying(it -> assertThat(it).isPositive());
    assertThat(await(limit().take(client, 5, NOW.plus(wait.orElseThrow()))).pause()).isEmpty();
  }

  @Test
  void requestsOfOneMomentShareTheAllowanceInTheirOrder() {
    RateLimit limit = limit();
    List<Future<Allowance>> requests =
        IntStream.range(0, 8).mapToObj(i -> limit.take(client, 5, NOW)).toList();

    List<Allowance> allowances = requests.stream().map(Awaiting::await).toList();

    assertThat(allowances.subList(0, 5))
        .containsExactly(
            Allowance.left(4),
            Allowance.left(3),
            Allowance.left(2),
            Allowance.left(1),
            Allowance.left(0));
    assertThat(allowances.subList(5, 8)).allMatch(it -> it.pause().isPresent());
  }

  @Test
  void eachClientHasItsOwnAllowance() {
    assertThat(await(limit().take(client, 1, NOW)).pause()).isEmpty();
    assertThat(await(limit().take(client, 1, NOW)).pause()).isPresent();
    assertThat(await(limit().take(other, 1, NOW)).pause()).isEmpty();
  }
}
