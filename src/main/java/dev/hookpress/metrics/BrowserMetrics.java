package dev.hookpress.metrics;

import dev.hookpress.job.document.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times what the browser renders. All methods are thread-safe. */
public final class BrowserMetrics {
  /** Why a browser ends: the only values of its {@code reason} tag. */
  public static final List<String> ENDS =
      List.of(
          "renewed", "crashed", "timeout", "out_of_memory", "too_many_processes", "not_started");

  private final Timer rendered;
  private final Map<FailureCode, Timer> failures = new EnumMap<>(FailureCode.class);
  private final Map<String, Counter> ended = new HashMap<>();
  private final AtomicInteger browsers = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  BrowserMetrics(Meters meters) {
    rendered = meters.browserRender("rendered");
    for (FailureCode code : FailureCode.values()) {
      failures.put(code, meters.browserRender(code.name().toLowerCase(Locale.ROOT)));
    }
    ENDS.forEach(reason -> ended.put(reason, meters.browserEnded(reason)));
    meters.browsers(browsers::get, waiting::get);
  }

  /**
   * A browser has finished a document.
   *
   * @param failure empty for success
   * @param took without the wait for a browser
   */
  public void rendered(Optional<FailureCode> failure, Duration took) {
    failure.map(failures::get).orElse(rendered).record(took);
  }

  /** A browser has ended, for one of {@link #ENDS}. */
  public void ended(String reason) {
    ended.get(reason).increment();
  }

  /** Sets how many browsers live and how many documents wait for one. */
  public void now(int alive, int documents) {
    browsers.set(alive);
    waiting.set(documents);
  }
}
