package dev.hookpress.metrics;

import dev.hookpress.job.ClientId;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The clients with the most failed attempts, as of the last reading: the only meters that name
 * clients, and never more than {@link #MAX_CLIENTS} of them. Nothing is shown when the last reading
 * is older than two minutes. Thread-safe.
 */
public final class TopClients {
  /** The most clients that a scrape names. */
  public static final int MAX_CLIENTS = 10;

  private static final Duration FRESH = Duration.ofMinutes(2);

  private final LongSupplier nanos;
  private volatile Read last = new Read(List.of(), 0);

  /** The attempts of one client in this hour and the one before. */
  public record Figures(ClientId client, long attempts, long failed) {}

  private record Read(List<Figures> clients, long atNanos) {}

  /**
   * @param nanos a running count, which tells how old a reading is
   */
  TopClients(PrometheusRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    gauge(
        registry,
        "hookpress_top_client_attempts",
        "Attempts in this hour and the one before, of the ten clients with the most failed ones.",
        Figures::attempts);
    gauge(
        registry,
        "hookpress_top_client_failed_attempts",
        "Failed attempts in this hour and the one before, of the ten clients with the most.",
        Figures::failed);
  }

  /**
   * The clients were read.
   *
   * @param clients the first first; those after {@link #MAX_CLIENTS} are left out
   */
  public void read(List<Figures> clients) {
    last = new Read(clients.stream().limit(MAX_CLIENTS).toList(), nanos.getAsLong());
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToLongFunction<Figures> value) {
    // Micrometer keeps each series that was ever made; these come and go.
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("client")
        .callback(
            shown -> {
              Read read = last;
              if (nanos.getAsLong() - read.atNanos() <= FRESH.toNanos()) {
                read.clients()
                    .forEach(each -> shown.call(value.applyAsLong(each), each.client().toString()));
              }
            })
        .register(registry);
  }
}
