package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.ErrorWindow.Verdict;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Compares a model of the rule with two nodes on a real Redis, step by step: any order of errors,
 * repeated ones included, successes, pauses to the millisecond, and lost scripts.
 */
class BlockRuleModelIT {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration BLOCK = Duration.ofMinutes(20);

  // Never back: a block of one sequence must have ended before the next begins.
  private static final MutableClock CLOCK = MutableClock.atNoon();
  private static List<CountingNode> nodes;

  /** The rule. */
  private static final class Model {
    private final int limit;
    private final Map<String, Instant> errors = new LinkedHashMap<>();
    private Instant end = Instant.MIN;

    Model(int limit) {
      this.limit = limit;
    }

    Verdict error(String attempt, Instant now) {
      if (blockedUntil(now).isPresent()) {
        return new Verdict(limit, blockedUntil(now), false);
      }
      errors.values().removeIf(at -> Duration.between(at, now).compareTo(WINDOW) >= 0);
      errors.putIfAbsent(attempt, now);
      if (errors.size() < limit) {
        return new Verdict(errors.size(), Optional.empty(), false);
      }
      errors.clear();
      end = now.plus(BLOCK);
      return new Verdict(limit, Optional.of(end), true);
    }

    Optional<Instant> blockedUntil(Instant now) {
      return end.isAfter(now) ? Optional.of(end) : Optional.empty();
    }
  }

  /** One event at one of the two nodes, after a pause. */
  private record Step(Kind kind, long pauseMillis, int node, int attempt) {}

  private enum Kind {
    NEW_ERROR,
    REPEATED_ERROR,
    SUCCESS,
    FORGET_SCRIPTS
  }

  @BeforeContainer
  static void connect() {
    String uri = TestServers.freshRedis();
    // Nobody listens, so each poll reads the index.
    nodes = List.of(new CountingNode(uri, "model", CLOCK), new CountingNode(uri, "model", CLOCK));
  }

  @AfterContainer
  static void disconnect() {
    nodes.forEach(CountingNode::close);
  }

  @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
  void twoNodesTogetherDoWhatTheRuleSays(
      @ForAll @IntRange(min = 3, max = 6) int limit, @ForAll("sequences") List<Step> steps) {
    ClientId client = new ClientId(UUID.randomUUID());
    BreakerPolicy rule = new BreakerPolicy(limit, WINDOW, BLOCK);
    Model model = new Model(limit);
    int last = 0;
    for (Step step : steps) {
      Instant now = CLOCK.advance(Duration.ofMillis(step.pauseMillis()));
      switch (step.kind()) {
        case NEW_ERROR -> error(client, "attempt-" + ++last, rule, model, step, now);
        case REPEATED_ERROR ->
            error(client, "attempt-" + (1 + step.attempt() % (last + 1)), rule, model, step, now);
        case FORGET_SCRIPTS ->
            await(nodes.get(0).redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
        case SUCCESS -> {
          // Costs Redis nothing, and changes nothing.
        }
      }
      // First the one that may have tripped a block: its look ends when Redis has been told.
      for (int i = 0; i < nodes.size(); i++) {
        CountingNode node = nodes.get((step.node() + i) % nodes.size());
        node.look(now);
        assertThat(node.blocked.blockedUntil(client, now)).isEqualTo(model.blockedUntil(now));
      }
    }
    CLOCK.advance(BLOCK);
  }

  private static void error(
      ClientId client, String attempt, BreakerPolicy rule, Model model, Step step, Instant now) {
    CountingNode node = nodes.get(step.node());
    Verdict expected = model.error(attempt, now);
    // The script itself, also where a node would know the answer.
    RedisErrorWindow window = new RedisErrorWindow(node.redis);
    Verdict verdict = await(window.recordError(client, attempt, rule, now));
    assertThat(verdict).isEqualTo(expected);
    verdict.blockedUntil().ifPresent(until -> node.blocked.learn(client, until));
    assertThat(node.error(client, attempt, rule, now).blockedUntil())
        .isEqualTo(expected.blockedUntil());
    if (verdict.tripped()) {
      assertThat(node.errors.degraded()).isFalse();
    }
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    Arbitrary<Kind> kind =
        Arbitraries.frequency(
            Tuple.of(12, Kind.NEW_ERROR),
            Tuple.of(4, Kind.REPEATED_ERROR),
            Tuple.of(2, Kind.SUCCESS),
            Tuple.of(1, Kind.FORGET_SCRIPTS));
    // Often nothing or a little, sometimes the very edge of the window or of the block.
    Arbitrary<Long> pause =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(0L)),
            Tuple.of(6, Arbitraries.longs().between(0, 120_000)),
            Tuple.of(2, Arbitraries.longs().between(0, 660_000)),
            Tuple.of(1, Arbitraries.of(599_999L, 600_000L, 600_001L, 1_199_999L, 1_200_000L)));
    return Combinators.combine(
            kind, pause, Arbitraries.integers().between(0, 1), Arbitraries.integers().between(0, 9))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(50);
  }
}
