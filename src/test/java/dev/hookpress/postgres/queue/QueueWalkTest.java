package dev.hookpress.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The walk beside a set of endpoints, read as the statement reads the queue. */
class QueueWalkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final QueueWalk walk = new QueueWalk();

  private record Place(int client, long endpoint) {}

  private static void read(
      QueueWalk walk, QueueWalk.Page page, TreeSet<Place> all, Set<Place> seen) {
    int most = page.deep() ? Integer.MAX_VALUE : QueueWalk.MAX_OF_CLIENT;
    Place at = new Place((int) page.client().getLeastSignificantBits(), page.endpoint());
    int nth = 0;
    for (int step = 1; step <= QueueWalk.MAX_STEPS; step++) {
      Place next = all.higher(nth < most ? at : new Place(at.client(), Long.MAX_VALUE));
      if (next == null) {
        return;
      }
      nth = next.client() == at.client() && step > 1 ? nth + 1 : 1;
      at = next;
      seen.add(at);
      UUID client = new UUID(0, at.client());
      walk.visited(page, client, at.endpoint(), step, nth);
      if (page.deep() && !client.equals(page.client())) {
        return;
      }
    }
  }

  @Property(tries = 100)
  void everyEndpointIsVisited(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int clients) {
    Random random = new Random(seed);
    TreeSet<Place> all =
        new TreeSet<>(Comparator.comparing(Place::client).thenComparing(Place::endpoint));
    for (int i = 1; i <= clients; i++) {
      int endpoints = random.nextInt(20) == 0 ? random.nextInt(1_000) : random.nextInt(20);
      for (int j = 0; j < endpoints; j++) {
        all.add(new Place(i, random.nextLong()));
      }
    }
    Set<Place> seen = new HashSet<>();
    QueueWalk one = new QueueWalk();
    int pages = 0;
    do {
      read(one, one.next(NOW, client -> false), all, seen);
      assertThat(pages++).isLessThan(10 + all.size() / 100 + clients);
    } while (one.underWay(client -> false));
    assertThat(seen).hasSameSizeAs(all);
  }

  @Test
  void aRoundBeginsAfterAQuarterOfASecondAndSoonerWhenCalled() {
    walk.next(NOW, client -> false);
    assertThat(walk.wanted(NOW.plusMillis(249))).isFalse();
    assertThat(walk.wanted(NOW.plusMillis(250))).isTrue();
    walk.call();
    assertThat(walk.wanted(NOW.plusMillis(49))).isFalse();
    assertThat(walk.wanted(NOW.plusMillis(50))).isTrue();
    walk.next(NOW.plus(Duration.ofSeconds(1)), client -> false);
    assertThat(walk.wanted(NOW.plusMillis(1_100))).isFalse();
  }

  @Test
  void aClientThatEnoughIsKnownOfIsNotWalkedDeeper() {
    UUID client = new UUID(0, 1);
    QueueWalk.Page page = walk.next(NOW, one -> false);
    walk.visited(page, client, 7, 16, QueueWalk.MAX_OF_CLIENT);
    assertThat(walk.underWay(new ClientId(client)::equals)).isFalse();
    assertThat(walk.underWay(one -> false)).isTrue();
    assertThat(List.of(walk.next(NOW, one -> false)))
        .containsExactly(new QueueWalk.Page(client, 7, true));
  }
}
