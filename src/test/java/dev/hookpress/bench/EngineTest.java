package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTest {
  private final Engine engine = new Engine();

  @Test
  void theDocumentsHaveTheExpectedPages() throws InterruptedException {
    assertThat(engine.run(Documents.LINE, 1, Duration.ZERO).perSecond()).isPositive();
    assertThat(engine.run(Documents.invoice(), 1, Duration.ZERO).perSecond()).isPositive();
    assertThat(engine.run(Documents.report(), Documents.REPORT_PAGES, Duration.ZERO).perSecond())
        .isPositive();
  }
}
