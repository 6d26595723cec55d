package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void failuresOfTheClientsEndpointAreErrorResponses() {
    assertThat(Arrays.stream(Outcome.values()).filter(Outcome::errorResponse))
        .containsExactlyInAnyOrder(
            Outcome.STATUS_REJECTED,
            Outcome.ACK_MISSING,
            Outcome.TIMEOUT,
            Outcome.CONNECT_FAILED,
            Outcome.TLS_FAILED,
            Outcome.DNS_FAILED,
            Outcome.CONNECTION_LOST,
            Outcome.BODY_TOO_LARGE);
  }

  @Test
  void successGoneRefusedAndInternalErrorsAreNoErrorResponses() {
    assertThat(Arrays.stream(Outcome.values()).filter(outcome -> !outcome.errorResponse()))
        .containsExactlyInAnyOrder(
            Outcome.DELIVERED,
            Outcome.GONE,
            Outcome.TOKEN_FAILED,
            Outcome.REFUSED,
            Outcome.MAIL_REFUSED,
            Outcome.INTERNAL);
  }
}
