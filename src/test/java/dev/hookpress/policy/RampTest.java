package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RampTest {
  @Test
  void doublesWithEachSuccessUntilItIsFull() {
    Ramp ramp = Ramp.start(10);
    assertThat(ramp.allowed()).isEqualTo(1);
    ramp = ramp.after(true).after(true).after(true);
    assertThat(ramp.allowed()).isEqualTo(8);
    assertThat(ramp.over()).isFalse();
    assertThat(ramp.after(true)).isEqualTo(new Ramp(10, 10));
    assertThat(ramp.after(true).over()).isTrue();
  }

  @Test
  void goesBackToOneOnAFailure() {
    assertThat(new Ramp(8, 10).after(false).allowed()).isEqualTo(1);
  }
}
