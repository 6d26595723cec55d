package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.support.KnownBlockList;
import dev.hookpress.support.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalHandoffTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final MutableClock clock = MutableClock.atNoon();
  private final Endpoint endpoint = endpoint("https://a.test");
  private final KnownBlockList blocks = new KnownBlockList();
  private final Map<ClientId, Instant> blocked = blocks.ends();
  private final List<ClaimedNotification> taken = new ArrayList<>();
  private final LocalHandoff handOver = new LocalHandoff(blocks, clock, LEASE);

  private static Endpoint endpoint(String origin) {
    return new Endpoint(new ClientId(new UUID(1, 1)), EndpointKey.of(origin, false));
  }

  @Test
  void nothingIsReservedWhereNoDispatcherTakesIt() {
    assertThat(handOver.reserve(endpoint)).isFalse();
    handOver.open(taken::add);
    assertThat(handOver.reserve(endpoint)).isTrue();
    handOver.close();
    assertThat(handOver.reserve(endpoint)).isFalse();
  }

  @Test
  void aBlockedClientsAreParkedAsEver() {
    handOver.open(taken::add);
    blocked.put(endpoint.client(), clock.instant().plusSeconds(60));
    assertThat(handOver.reserve(endpoint)).isFalse();
    clock.advance(Duration.ofSeconds(60));
    assertThat(handOver.reserve(endpoint)).isTrue();
  }

  @Test
  void behindABacklogTheyAreClaimedInTheirOrder() {
    handOver.open(taken::add);
    handOver.full(endpoint);
    assertThat(handOver.reserve(endpoint)).isFalse();
    assertThat(handOver.reserve(endpoint("https://b.test"))).isTrue();
    handOver.empty(endpoint);
    assertThat(handOver.reserve(endpoint)).isTrue();
  }

  @Test
  void noMoreThanABoundAreOnTheWay() {
    handOver.open(taken::add);
    int reserved = 0;
    while (handOver.reserve(endpoint)) {
      reserved++;
    }
    assertThat(reserved).isEqualTo(256);
    handOver.cancel(1);
    assertThat(handOver.reserve(endpoint)).isTrue();
    assertThat(handOver.reserve(endpoint)).isFalse();
  }

  @Test
  void theirLeaseIsAsLongAsThatOfAClaim() {
    assertThat(handOver.leaseEnd()).isEqualTo(clock.instant().plus(LEASE));
  }
}
