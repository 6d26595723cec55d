package dev.hookpress.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

/** The directory beside a queue of numbers: how many are due for each endpoint. */
class DueEndpointsTest {
  private static final int PLENTY = 1_000;
  private static final ClaimLimits ANY =
      new ClaimLimits(Map.of(), PLENTY, Set.of(), Map.of(), PLENTY);

  private DueEndpoints due = new DueEndpoints();
  private final Map<Endpoint, Integer> queue = new LinkedHashMap<>();

  /** What the last claim has taken. */
  private final Map<Endpoint, Integer> taken = new HashMap<>();

  @BeforeTry
  void begin() {
    due = new DueEndpoints();
    queue.clear();
  }

  private static ClientId client(int number) {
    return new ClientId(new UUID(0, number));
  }

  /** An even number is that of a job's endpoint; the lowest bit marks operational events. */
  private static Endpoint endpoint(int client, int number) {
    return new Endpoint(client(client), new EndpointKey(2L * number));
  }

  private void owe(Endpoint endpoint, int count) {
    queue.merge(endpoint, count, Integer::sum);
    due.found(endpoint);
  }

  private boolean claim(int max, ClaimLimits limits) {
    taken.clear();
    List<DueEndpoints.Ask> asks = due.ask(max, limits);
    assertThat(asks).hasSizeLessThanOrEqualTo(DueEndpoints.MAX_ASKED);
    assertThat(asks.stream().mapToInt(DueEndpoints.Ask::quota).sum()).isLessThanOrEqualTo(max);
    Map<ClientId, Integer> ofClients = new HashMap<>();
    for (DueEndpoints.Ask ask : asks) {
      assertThat(ask.quota()).isBetween(1, limits.of(ask.endpoint()));
      int ofClient = ofClients.merge(ask.endpoint().client(), ask.quota(), Integer::sum);
      assertThat(ofClient).isLessThanOrEqualTo(limits.of(ask.endpoint().client()));
      int count = Math.min(ask.quota(), queue.getOrDefault(ask.endpoint(), 0));
      if (count > 0) {
        taken.put(ask.endpoint(), count);
        queue.merge(ask.endpoint(), -count, Integer::sum);
      }
    }
    return due.answered(asks, taken);
  }

  private int left() {
    return queue.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Property(tries = 200)
  void claimsEndWhenEverythingKnownIsClaimed(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int endpoints) {
    Random random = new Random(seed);
    for (int i = 0; i < endpoints; i++) {
      owe(endpoint(random.nextInt(50), random.nextInt(200)), random.nextInt(40));
    }
    int max = 1 + random.nextInt(64);
    int bound = left() + 2 * endpoints;
    int statements = 0;
    while (claim(max, ANY)) {
      assertThat(statements++).isLessThan(bound);
    }
    assertThat(left()).isZero();
  }

  @Property(tries = 200)
  void everybodyIsServedWithinARound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int clients) {
    Random random = new Random(seed);
    for (int i = 0; i < clients; i++) {
      owe(endpoint(i, 0), 1_000_000);
    }
    for (int i = clients + random.nextInt(50); i > 0; i--) {
      claim(1 + random.nextInt(600), ANY);
    }
    owe(endpoint(clients, 0), 1);
    Set<Endpoint> served = new HashSet<>();
    for (int i = 0; i < 2 + clients / 16; i++) {
      claim(64, ANY);
      served.addAll(taken.keySet());
    }
    assertThat(served).hasSize(clients + 1);
  }

  @Test
  void aClientWithManyEndpointsHasOneShare() {
    IntStream.range(0, 200).forEach(i -> owe(endpoint(0, i), PLENTY));
    IntStream.range(1, 4).forEach(i -> owe(endpoint(i, 0), PLENTY));
    for (int i = 0; i < 10; i++) {
      claim(100, ANY);
    }
    for (int i = 1; i < 4; i++) {
      assertThat(PLENTY - queue.get(endpoint(i, 0))).isBetween(150, 250);
    }
  }

  @Test
  void aBlockedClientGetsOperationalEventsOnly() {
    Endpoint events = new Endpoint(client(0), new EndpointKey(1));
    owe(endpoint(0, 1), 10);
    owe(events, 1);
    owe(endpoint(1, 1), 10);
    claim(100, new ClaimLimits(Map.of(), PLENTY, Set.of(client(0)), Map.of(), PLENTY));
    assertThat(taken).containsOnlyKeys(events, endpoint(1, 1));
  }

  @Test
  void whatHasNoRoomWaitsAndHidesNothing() {
    IntStream.range(0, 1_000).forEach(i -> owe(endpoint(i, 0), 10));
    owe(endpoint(1_000, 0), 10);
    Map<Endpoint, Integer> none = new HashMap<>();
    IntStream.range(0, 1_000).forEach(i -> none.put(endpoint(i, 0), 0));
    ClaimLimits limits = new ClaimLimits(Map.of(), PLENTY, Set.of(), none, PLENTY);
    assertThat(claim(100, limits)).isFalse();
    assertThat(taken).containsOnlyKeys(endpoint(1_000, 0));
    claim(PLENTY, ANY);
    assertThat(taken).as("it has room again").hasSizeGreaterThan(100);
  }

  @Test
  void aFullWindowLetsGoOfWhatWasAskedOrHasNoRoom() {
    for (int i = 0; !due.full(); i++) {
      due.found(endpoint(i, 0));
    }
    claim(10, new ClaimLimits(Map.of(), 0, Set.of(), Map.of(), PLENTY));
    assertThat(due.full()).isFalse();
    owe(endpoint(-1, 0), 1);
    assertThat(due.full()).isTrue();
    queue.replaceAll((endpoint, count) -> PLENTY);
    for (int i = 0; i < 10_000; i++) {
      queue.put(endpoint(i, 0), PLENTY);
    }
    assertThat(claim(10, ANY)).isTrue();
    assertThat(taken).hasSize(10);
    assertThat(due.full()).isFalse();
  }

  @Test
  void aCrowdedClientsEndpointsComeAndGo() {
    for (int i = 0; !due.crowded(client(0)); i++) {
      owe(endpoint(0, i), PLENTY);
    }
    claim(100, ANY);
    assertThat(due.crowded(client(0))).as("what was asked has left").isFalse();
  }
}
