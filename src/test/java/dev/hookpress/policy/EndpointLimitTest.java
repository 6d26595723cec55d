package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EndpointLimitTest {
  private static int after(int allowed, Outcome outcome, int status) {
    return new EndpointLimit(allowed, 64, false).after(outcome, status).allowed();
  }

  @Test
  void itGrowsByOneWithASuccess() {
    assertThat(after(8, Outcome.DELIVERED, 200)).isEqualTo(9);
    assertThat(after(64, Outcome.DELIVERED, 200)).isEqualTo(64);
  }

  @Test
  void itHalvesOnTimeoutAndOn429AndOn5xx() {
    assertThat(after(8, Outcome.TIMEOUT, 0)).isEqualTo(4);
    assertThat(after(8, Outcome.STATUS_REJECTED, 429)).isEqualTo(4);
    assertThat(after(8, Outcome.STATUS_REJECTED, 500)).isEqualTo(4);
    assertThat(after(8, Outcome.STATUS_REJECTED, 599)).isEqualTo(4);
    assertThat(after(1, Outcome.TIMEOUT, 0)).isEqualTo(1);
  }

  @Test
  void otherFailuresDoNotChangeTheLimit() {
    assertThat(after(8, Outcome.STATUS_REJECTED, 404)).isEqualTo(8);
    assertThat(after(8, Outcome.ACK_MISSING, 200)).isEqualTo(8);
    assertThat(after(8, Outcome.DNS_FAILED, 0)).isEqualTo(8);
    assertThat(after(8, Outcome.INTERNAL, 0)).isEqualTo(8);
    assertThat(after(8, Outcome.MAIL_REFUSED, 550)).isEqualTo(8);
  }

  @Test
  void aReleasedEndpointDoublesAndFallsBackToOneOnAnyFailure() {
    EndpointLimit limit = EndpointLimit.released(64);
    assertThat(limit.allowed()).isEqualTo(1);
    limit = limit.after(Outcome.DELIVERED, 200).after(Outcome.DELIVERED, 200);
    assertThat(limit.allowed()).isEqualTo(4);
    limit = limit.after(Outcome.CONNECT_FAILED, 0);
    assertThat(limit.allowed()).isEqualTo(1);
    for (int i = 0; i < 6; i++) {
      limit = limit.after(Outcome.DELIVERED, 200);
    }
    assertThat(limit).isEqualTo(new EndpointLimit(64, 64, false));
  }

  @Property
  void theLimitStaysBetweenOneAndTheMaximum(
      @ForAll List<Outcome> outcomes, @ForAll @IntRange(min = 1, max = 64) int most) {
    EndpointLimit limit =
        outcomes.size() % 2 == 0 ? EndpointLimit.unknown(most) : EndpointLimit.released(most);
    for (Outcome outcome : outcomes) {
      limit = limit.after(outcome, outcome == Outcome.STATUS_REJECTED ? 503 : 0);
      assertThat(limit.allowed()).isBetween(1, most);
    }
  }
}
