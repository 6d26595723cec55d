package dev.hookpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void onLinuxTheServersAreStarted() {
    for (String architecture : new String[] {"amd64", "x86_64", "aarch64"}) {
      assertThat(new Platform("Linux", architecture).advice(true, true)).isEmpty();
    }
  }

  @Test
  void elsewhereTheMessageSaysWhichServersToStart() {
    assertThat(new Platform("Mac OS X", "aarch64").advice(true, true))
        .hasValueSatisfying(
            advice ->
                assertThat(advice)
                    .contains("Mac OS X on aarch64")
                    .contains("HOOKPRESS_POSTGRES_URI=postgresql://")
                    .contains("HOOKPRESS_REDIS_URI=redis://")
                    .contains("docker run"));
    assertThat(new Platform("Linux", "s390x").advice(true, true)).isPresent();
  }

  @Test
  void onlyTheMissingServerIsAskedFor() {
    assertThat(new Platform("Windows 11", "amd64").advice(false, true))
        .hasValueSatisfying(
            advice ->
                assertThat(advice)
                    .contains("HOOKPRESS_REDIS_URI")
                    .doesNotContain("HOOKPRESS_POSTGRES_URI"));
  }

  @Test
  void withServersConfiguredThereIsNoAdvice() {
    assertThat(new Platform("Mac OS X", "aarch64").advice(false, false)).isEmpty();
  }
}
