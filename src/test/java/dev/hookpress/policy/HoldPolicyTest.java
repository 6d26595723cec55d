package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HoldPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static Optional<Instant> asked(String retryAfter) {
    return HoldPolicy.until(500, Optional.of(retryAfter), 0, NOW, 0.5);
  }

  @Test
  void retryAfterInSecondsOrAnyDateFormatIsObeyed() {
    assertThat(asked("120")).contains(NOW.plusSeconds(120));
    assertThat(asked("Sat, 21 Nov 2026 12:10:00 GMT")).contains(NOW.plusSeconds(600));
    assertThat(asked("Saturday, 21-Nov-26 12:10:00 GMT")).contains(NOW.plusSeconds(600));
    assertThat(asked("Sat Nov 21 12:10:00 2026")).contains(NOW.plusSeconds(600));
    assertThat(asked("Sat Dec  5 12:10:00 2026")).contains(NOW.plus(HoldPolicy.MAX_ASKED));
  }

  @Test
  void aHoldLastsAtMostADay() {
    assertThat(asked("86401")).contains(NOW.plus(Duration.ofHours(24)));
    assertThat(asked("99999999999999999999")).contains(NOW.plus(Duration.ofHours(24)));
    assertThat(asked("Fri, 01 Jan 2100 00:00:00 GMT")).contains(NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void aPastTimeIsNoHold() {
    assertThat(asked("0")).isEmpty();
    assertThat(asked("Sat, 21 Nov 2026 11:59:59 GMT")).isEmpty();
  }

  @Test
  void anInvalidHeaderIsIgnored() {
    for (String nonsense : List.of("", "soon", "-5", "1.5", "Sat, 21 Nov", "12 0")) {
      assertThat(asked(nonsense)).as(nonsense).isEmpty();
      assertThat(HoldPolicy.until(503, Optional.of(nonsense), 0, NOW, 0.5))
          .as(nonsense)
          .contains(NOW.plusSeconds(1));
    }
  }

  @Test
  void onlySomeStatusesHoldWithoutRetryAfter() {
    for (int status : new int[] {429, 502, 503, 504}) {
      assertThat(HoldPolicy.until(status, Optional.empty(), 0, NOW, 0.5)).isPresent();
    }
    for (int status : new int[] {0, 200, 301, 400, 404, 500, 501, 505}) {
      assertThat(HoldPolicy.until(status, Optional.empty(), 0, NOW, 0.5)).isEmpty();
    }
  }

  @Property
  void growingHoldsDoubleUpToFiveMinutesWithJitter(
      @ForAll @IntRange(max = 1_000_000) int before, @ForAll @DoubleRange(max = 1) double random) {
    Instant until = HoldPolicy.until(503, Optional.empty(), before, NOW, random).orElseThrow();
    double exact = Math.min(300, Math.pow(2, Math.min(before, 20)));
    assertThat(Duration.between(NOW, until).toMillis() / 1000.0)
        .isBetween(exact * 0.8 - 0.001, exact * 1.2 + 0.001);
  }

  @Property
  void anyHeaderGivesAHoldOfAtMostADayOrNone(
      @ForAll String header, @ForAll @IntRange(max = 599) int status) {
    HoldPolicy.until(status, Optional.of(header), 3, NOW, 1)
        .ifPresent(
            until ->
                assertThat(until).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(Duration.ofHours(24))));
  }

  @Property
  void anyNumberOfSecondsIsObeyedUpToADay(@ForAll @IntRange(min = 1) int seconds) {
    assertThat(asked(Integer.toString(seconds)))
        .contains(NOW.plusSeconds(Math.min(seconds, 86_400)));
  }
}
