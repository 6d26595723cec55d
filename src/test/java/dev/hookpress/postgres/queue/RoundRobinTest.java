package dev.hookpress.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * The ring beside a simple queue: clients by their numbers, rows that may be claimed, and a walk
 * that sees a few clients at a time.
 */
class RoundRobinTest {
  private static final int STEPS = 4;

  private RoundRobin ring = new RoundRobin();
  private final TreeMap<Integer, Integer> rows = new TreeMap<>();

  private Set<Integer> servedLast = new HashSet<>();

  private static UUID id(int client) {
    return new UUID(0, client);
  }

  /** One statement: an equal share for every visible client with rows. */
  private boolean claim(int max) {
    servedLast = new HashSet<>();
    UUID after = ring.after();
    List<Integer> seen =
        rows.tailMap((int) after.getLeastSignificantBits(), false).keySet().stream()
            .limit(STEPS)
            .toList();
    long open = seen.stream().filter(client -> rows.get(client) > 0).count();
    int share = (int) Math.ceil((double) max / (open + 1));
    int taken = 0;
    boolean hasMore = false;
    UUID served = after;
    for (int client : seen) {
      int count = Math.min(Math.min(share, rows.get(client)), max - taken);
      hasMore |= rows.get(client) > count;
      if (count > 0) {
        rows.merge(client, -count, Integer::sum);
        taken += count;
        served = id(client);
        servedLast.add(client);
      }
    }
    UUID reached = seen.isEmpty() ? after : id(seen.get(seen.size() - 1));
    boolean seenAll = seen.size() < STEPS;
    return ring.advance(reached, served, seenAll, taken >= max, taken > 0) || hasMore;
  }

  @BeforeTry
  void begin() {
    ring = new RoundRobin();
    rows.clear();
  }

  private void owe(Random random, int clients) {
    for (int i = 0; i < clients; i++) {
      rows.put(1 + random.nextInt(1_000), random.nextInt(3) == 0 ? 0 : random.nextInt(30));
    }
  }

  private int total() {
    return rows.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Property(tries = 300)
  void theWalkEndsWhenEverythingIsClaimed(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int clients) {
    Random random = new Random(seed);
    owe(random, clients);
    // Beside those that claim something, one a round that finds its end, and a last round.
    int bound = 2 * total() + clients + 10;
    int statements = 1;
    while (claim(1 + random.nextInt(20))) {
      assertThat(statements++).isLessThan(bound);
    }
    assertThat(total()).isZero();
  }

  @Property(tries = 300)
  void everyClientIsServedWithinARound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int clients) {
    Random random = new Random(seed);
    owe(random, clients);
    for (int i = random.nextInt(50); i > 0; i--) {
      claim(1 + random.nextInt(20));
    }
    int newcomer = 1 + random.nextInt(1_000);
    rows.put(newcomer, 1);
    rows.replaceAll((client, count) -> client == newcomer ? count : 1_000_000);
    int max = 8;
    List<Set<Integer>> statements = new ArrayList<>();
    while (!servedLast.contains(newcomer)) {
      claim(max);
      statements.add(servedLast);
      assertThat(statements).hasSizeLessThan(rows.size() + 2);
    }
  }
}
