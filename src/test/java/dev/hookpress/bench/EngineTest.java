package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTest {
  private final Engine engine = new Engine();

  @Test
  void theDocumentsHaveTheirPages() throws InterruptedException {
    assertThat(engine.perSecond(Documents.LINE, 1, Duration.ZERO)).isPositive();
    assertThat(engine.perSecond(Documents.invoice(), 1, Duration.ZERO)).isPositive();
    assertThat(engine.perSecond(Documents.report(), Documents.REPORT_PAGES, Duration.ZERO))
        .isPositive();
  }
}
