package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link EndpointBook} promises. */
public abstract class EndpointBookContract extends PortContract {
  private static final String ORIGIN = "https://receiver.test";

  protected abstract EndpointBook endpoints();

  /** Stores an endpoint that has answered 410. */
  protected abstract void addGone(ClientId of, EndpointKey key, String origin, String url);

  @Test
  void endpointsAreListedByKeyAndFromACursorOn() {
    List<EndpointKey> keys =
        Stream.of("/a", "/b", "/c")
            .map(path -> added(client, ORIGIN + path))
            .sorted(Comparator.comparing(EndpointKey::value))
            .toList();

    assertThat(listed(client, Optional.empty(), 10)).isEqualTo(keys);
    assertThat(listed(client, Optional.empty(), 2)).isEqualTo(keys.subList(0, 2));
    assertThat(listed(client, Optional.of(keys.get(1)), 10)).isEqualTo(keys.subList(2, 3));
  }

  @Test
  void aReinstatedEndpointIsGoneNoLonger() {
    EndpointKey key = added(client, ORIGIN + "/a");
    assertThat(only(client).goneAt()).contains(NOW);

    assertThat(await(endpoints().reinstate(client, key))).isTrue();

    assertThat(only(client).goneAt()).isEmpty();
    assertThat(await(endpoints().reinstate(client, new EndpointKey(key.value() + 1)))).isFalse();
  }

  @Test
  void aPauseKeepsItsBeginningUntilItIsResumed() {
    EndpointKey key = added(client, ORIGIN + "/a");

    assertThat(await(endpoints().pause(client, key, NOW))).isTrue();
    assertThat(await(endpoints().pause(client, key, NOW.plusSeconds(5)))).isTrue();

    assertThat(only(client).pausedAt()).contains(NOW);
    assertThat(await(endpoints().pause(other, key, NOW))).isFalse();
    assertThat(await(endpoints().resume(other, key))).isFalse();
    assertThat(await(endpoints().resume(client, key))).isTrue();
    assertThat(only(client).pausedAt()).isEmpty();
    assertThat(await(endpoints().resume(client, key))).isTrue();
  }

  @Test
  void anotherClientsEndpointDoesNotExist() {
    EndpointKey key = added(client, ORIGIN + "/a");

    assertThat(listed(other, Optional.empty(), 10)).isEmpty();
    assertThat(await(endpoints().reinstate(other, key))).isFalse();
    assertThat(only(client).goneAt()).isPresent();
  }

  private EndpointKey added(ClientId of, String url) {
    EndpointKey key = EndpointKey.of(url, false);
    addGone(of, key, ORIGIN, url);
    return key;
  }

  private EndpointView only(ClientId of) {
    List<EndpointView> all = page(of, Optional.empty(), 10);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private List<EndpointKey> listed(ClientId of, Optional<EndpointKey> after, int limit) {
    return page(of, after, limit).stream().map(EndpointView::key).toList();
  }

  private List<EndpointView> page(ClientId of, Optional<EndpointKey> after, int limit) {
    return await(endpoints().list(of, after, limit, NOW.minus(Duration.ofDays(1)), NOW));
  }
}
