package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.support.KnownBlockList;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several URLs of one origin share its limit. */
class OriginCeilingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CEILING = 64;

  private final ClientId client = new ClientId(new UUID(1, 1));
  private final EndpointLimits limits = new EndpointLimits(10_000, CEILING, new KnownBlockList());
  private final SendScheduler sendScheduler =
      new SendScheduler(1_000, Duration.ofSeconds(2), limits);
  private final List<ClaimedNotification> sent = new ArrayList<>();
  private final List<ClaimedNotification> givenBack = new ArrayList<>();
  private long made;

  private ClaimedNotification notification(String url, boolean underOrigin) {
    Target target = new Target.Webhook(URI.create(url), Map.of());
    Endpoint own = new Endpoint(client, EndpointKey.of(target.identity(), false));
    return new ClaimedNotification(
        own,
        underOrigin ? new Endpoint(client, EndpointKey.of(target.origin(), false)) : own,
        false,
        Optional.empty(),
        new NotificationId(new UUID(2, made++)),
        1,
        0,
        0,
        Optional.of(new JobId(new UUID(3, 3))),
        NativeDialect.NAME,
        target,
        new byte[0],
        NOW);
  }

  private ClaimedNotification take(ClaimedNotification one) {
    limits.taken(List.of(one), limits.claimLimits(NOW), NOW);
    sendScheduler.take(one, NOW).onSuccess(comes -> (comes ? sent : givenBack).add(one));
    return one;
  }

  private void take(String url, int count) {
    for (int i = 0; i < count; i++) {
      take(notification(url, false));
    }
  }

  private long sentTo(String url) {
    return sent.stream().filter(one -> one.target().identity().equals(url)).count();
  }

  private Optional<Instant> answer(ClaimedNotification one, int status, String retryAfter) {
    AttemptResult result =
        new AttemptResult(
            status == 200 ? Outcome.DELIVERED : Outcome.STATUS_REJECTED,
            OptionalInt.of(status),
            Optional.ofNullable(retryAfter),
            "",
            "",
            Buffer.buffer(),
            Duration.ofMillis(1),
            false);
    return limits.learn(one, result, NOW, NOW, 0.5);
  }

  private void over(ClaimedNotification one) {
    sent.remove(one);
    sendScheduler.over(one, NOW);
    limits.returned(one);
  }

  private void prove(String url) {
    for (int i = 0; i < CEILING; i++) {
      ClaimedNotification one = take(notification(url, false));
      answer(one, 200, null);
      over(one);
    }
  }

  @Test
  void theOnlyUrlOfAnOriginMayUseItsWholeLimit() {
    prove("https://a.test/one");
    take("https://a.test/one", 100);
    assertThat(sent).hasSize(CEILING);
  }

  @Test
  void aBusyUrlLeavesAnEighthOfItsOriginsLimitToOtherUrls() {
    prove("https://a.test/hangs");
    prove("https://a.test/well");
    take("https://a.test/hangs", 100);
    assertThat(sentTo("https://a.test/hangs")).isEqualTo(56);
    take("https://a.test/well", 20);
    assertThat(sentTo("https://a.test/well")).isEqualTo(7);
    take("https://b.test/other", 1);
    assertThat(sentTo("https://b.test/other")).isEqualTo(1);
    ClaimedNotification first =
        sent.stream()
            .filter(one -> one.target().identity().equals("https://a.test/well"))
            .findFirst()
            .orElseThrow();
    over(first);
    assertThat(sentTo("https://a.test/well")).as("the next one follows").isEqualTo(7);
  }

  @Test
  void urlsThatWaitUnderTheirOriginAreHeldAndEndedEachByItself() {
    ClaimedNotification busy = take(notification("https://a.test/busy", true));
    ClaimedNotification gone = take(notification("https://a.test/gone", true));
    for (int i = 0; i < 6; i++) {
      take(notification("https://a.test/" + i, true));
    }
    List<ClaimedNotification> behind =
        List.of(
            take(notification("https://a.test/busy", true)),
            take(notification("https://a.test/gone", true)),
            take(notification("https://a.test/well", true)));
    assertThat(sent).hasSize(8).doesNotContainAnyElementsOf(behind);
    Instant end = answer(busy, 503, "120").orElseThrow();
    assertThat(end).isEqualTo(NOW.plusSeconds(120));
    limits.ending(gone);
    sendScheduler.endpointEnded(gone, NOW);
    over(busy);
    over(gone);
    assertThat(givenBack).containsExactly(behind.get(1), behind.get(0));
    // The answer 503 has halved the limit that they share.
    List.copyOf(sent).subList(0, 3).forEach(this::over);
    assertThat(sent).contains(behind.get(2));
    assertThat(limits.dueAgain(behind.get(0), NOW)).isEqualTo(end);
    assertThat(limits.dueAgain(behind.get(2), NOW)).isEqualTo(NOW);
  }

  @Test
  void aHeldOriginHoldsAllOfItsUrls() {
    ClaimedNotification one = take(notification("https://a.test/one", false));
    limits.originHeld(one, NOW.plusSeconds(60), NOW);
    take("https://a.test/two", 1);
    assertThat(givenBack).hasSize(1);
    take("https://b.test/", 1);
    assertThat(sentTo("https://b.test/")).isEqualTo(1);
  }

  /** How many a node may have claimed for these URLs after one more claim. */
  private int mostClaimed(List<String> urls, int inHand) {
    ClaimLimits claimLimits = limits.claimLimits(NOW);
    return inHand
        + urls.stream()
            .map(url -> notification(url, false).endpoint())
            .mapToInt(claimLimits::of)
            .sum();
  }

  @Test
  void oneClaimTakesAtMostTheOriginsInFlightLimitForItsSlowUrls() {
    List<String> urls = IntStream.range(0, 40).mapToObj(i -> "https://a.test/" + i).toList();
    urls.subList(0, 20).forEach(url -> take(url, 1));

    assertThat(mostClaimed(urls.subList(0, 20), 20)).isBetween(40, CEILING);
    urls.subList(20, 40).forEach(url -> take(url, 1));
    assertThat(mostClaimed(urls, 40)).isBetween(40, CEILING);
  }

  @Test
  void oneClaimTakesAtMostTheOriginsClaimAheadLimitForItsFastUrls() {
    List<String> urls = IntStream.range(0, 4).mapToObj(i -> "https://a.test/" + i).toList();
    urls.forEach(this::prove);
    urls.subList(0, 2).forEach(url -> take(url, 1));

    int ahead = 8 * CEILING;
    assertThat(mostClaimed(urls, 2)).isBetween(ahead / 2, ahead);
  }

  @Test
  void aUrlWithFewAttemptsLeavesTheRestOfTheLimitToOthers() {
    EndpointLimits eight = new EndpointLimits(10_000, 8, new KnownBlockList());
    eight.taken(List.of(notification("https://a.test/once", true)), eight.claimLimits(NOW), NOW);
    int claimed = 0;
    int room = 1;
    while (room > 0) {
      List<ClaimedNotification> found =
          IntStream.range(0, room)
              .mapToObj(each -> notification("https://a.test/often", false))
              .toList();
      eight.taken(found, eight.claimLimits(NOW), NOW);
      claimed += room;
      room = eight.claimLimits(NOW).of(found.get(0).queuedUnder());
    }

    assertThat(claimed).isEqualTo(7);
  }

  @Test
  void aUrlWithoutClaimedRowsMayAlwaysHaveOne() {
    take("https://a.test/hangs", 1_000);

    assertThat(mostClaimed(List.of("https://a.test/new"), 0)).isPositive();
    ClaimedNotification known = take(notification("https://a.test/known", false));
    limits.returned(known);
    assertThat(mostClaimed(List.of("https://a.test/known"), 0)).isLessThanOrEqualTo(1);
  }
}
