package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void onlyARedeliveryLeavesAFinalState() {
    for (JobState from : JobState.values()) {
      boolean leaves = Arrays.stream(JobState.values()).anyMatch(from::mayBecome);
      assertThat(leaves).as(from.label()).isEqualTo(!from.ended());
    }
    for (NotificationState from : NotificationState.values()) {
      assertThat(from.mayBecome(NotificationState.PENDING))
          .as(from.label())
          .isEqualTo(from != NotificationState.PENDING);
      boolean goesOn =
          Arrays.stream(NotificationState.values())
              .filter(next -> next != NotificationState.PENDING)
              .anyMatch(from::mayBecome);
      assertThat(goesOn).as(from.label()).isEqualTo(!from.ended());
    }
  }

  @Test
  void labelsAreReadBack() {
    for (JobState state : JobState.values()) {
      assertThat(JobState.ofLabel(state.label())).isEqualTo(state);
    }
    for (NotificationState state : NotificationState.values()) {
      assertThat(NotificationState.ofLabel(state.label())).isEqualTo(state);
    }
  }
}
