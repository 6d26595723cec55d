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
  private final MutableClock clock = MutableClock.atNoon();
  private final Endpoint endpoint = endpoint("https://a.test");
  private final KnownBlockList blocks = new KnownBlockList();
  private final Map<ClientId, Instant> blocked = blocks.ends();
  private final List<ClaimedNotification> taken = new ArrayList<>();
  private final LocalHandoff handoff = new LocalHandoff(blocks, clock);

  private static Endpoint endpoint(String origin) {
    return new Endpoint(new ClientId(new UUID(1, 1)), EndpointKey.of(origin, false));
  }

  @Test
  void withoutADispatcherNothingIsHandedOver() {
    assertThat(handoff.reserve(endpoint)).isFalse();
    handoff.open(taken::add);
    assertThat(handoff.reserve(endpoint)).isTrue();
    handoff.close();
    assertThat(handoff.reserve(endpoint)).isFalse();
  }

  @Test
  void notificationsOfABlockedClientAreNotHandedOver() {
    handoff.open(taken::add);
    blocked.put(endpoint.client(), clock.instant().plusSeconds(60));
    assertThat(handoff.reserve(endpoint)).isFalse();
    clock.advance(Duration.ofSeconds(60));
    assertThat(handoff.reserve(endpoint)).isTrue();
  }

  @Test
  void behindABacklogNothingIsHandedOver() {
    handoff.open(taken::add);
    handoff.full(endpoint);
    assertThat(handoff.reserve(endpoint)).isFalse();
    assertThat(handoff.reserve(endpoint("https://b.test"))).isTrue();
    handoff.empty(endpoint);
    assertThat(handoff.reserve(endpoint)).isTrue();
  }

  @Test
  void handedOverNotificationsAreBounded() {
    handoff.open(taken::add);
    int reserved = 0;
    while (handoff.reserve(endpoint)) {
      reserved++;
    }
    assertThat(reserved).isEqualTo(256);
    handoff.cancel(1);
    assertThat(handoff.reserve(endpoint)).isTrue();
    assertThat(handoff.reserve(endpoint)).isFalse();
  }
}
