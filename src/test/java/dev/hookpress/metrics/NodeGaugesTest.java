package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What could not be read is not shown as what it was. */
class NodeGaugesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Metrics metrics =
      new Metrics(Dialects.names(), List.of("loopback"), false, nanos::get);
  private final NodeGauges node = metrics.node();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void whatHasNotBeenReadYetIsNoNumber() {
    assertThat(lines())
        .contains(
            "hookpress_delivery_oldest_due_seconds NaN",
            "hookpress_ready{check=\"postgres\"} NaN",
            "hookpress_delivery_backlog{state=\"due\"} NaN",
            "hookpress_clock_skew_seconds NaN");
  }

  @Test
  void aValueThatIsNotReadAgainIsNoNumberAfterHalfAMinute() {
    node.deliveryOldestDue(Duration.ZERO);
    node.ready("postgres", true);
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(lines())
        .contains(
            "hookpress_delivery_oldest_due_seconds 0.0", "hookpress_ready{check=\"postgres\"} 1.0");

    nanos.incrementAndGet();
    assertThat(lines())
        .contains(
            "hookpress_delivery_oldest_due_seconds NaN", "hookpress_ready{check=\"postgres\"} NaN");
  }

  @Test
  void theTimeOfTheLastReadingStays() {
    node.queuesRead(Instant.ofEpochSecond(1_700_000_000));
    nanos.addAndGet(Duration.ofDays(1).toNanos());

    assertThat(lines()).contains("hookpress_queues_read_timestamp_seconds 1.7E9");
  }

  @Test
  void theBacklogIsShownByReasonAndAReasonWithoutRowsIsZero() {
    node.backlog(Map.of("due", 7L, "held", 2L));

    assertThat(lines())
        .contains(
            "hookpress_delivery_backlog{state=\"due\"} 7.0",
            "hookpress_delivery_backlog{state=\"held\"} 2.0",
            "hookpress_delivery_backlog{state=\"parked\"} 0.0",
            "hookpress_delivery_backlog{state=\"scheduled\"} 0.0",
            "hookpress_delivery_backlog{state=\"leased\"} 0.0");
  }

  @Test
  void theBuildSaysItsVersionAndRoles() {
    metrics.built("1.2.3", List.of("render", "api"));

    assertThat(lines()).contains("hookpress_build_info{roles=\"api,render\",version=\"1.2.3\"} 1");
  }

  private List<String> lines() {
    return metrics.scrape().lines().toList();
  }
}
