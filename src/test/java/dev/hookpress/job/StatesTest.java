package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void nothingLeavesAnEndState() {
    for (JobState from : JobState.values()) {
      boolean leaves = Arrays.stream(JobState.values()).anyMatch(from::mayBecome);
      assertThat(leaves).as(from.label()).isEqualTo(!from.ended());
    }
    for (NotificationState from : NotificationState.values()) {
      boolean leaves = Arrays.stream(NotificationState.values()).anyMatch(from::mayBecome);
      assertThat(leaves).as(from.label()).isEqualTo(!from.ended());
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
