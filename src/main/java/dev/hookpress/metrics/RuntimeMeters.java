package dev.hookpress.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Set;

/**
 * Registers the meters of the JVM, the process and Vert.x, with names that the Prometheus linter
 * accepts.
 */
final class RuntimeMeters implements AutoCloseable {
  /** Excludes a request's method, path and address, because clients choose them. */
  private static final Set<Label> CLOSED_LABELS =
      Set.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME, Label.EB_SIDE);

  /**
   * Outbound traffic is measured per attempt. HTTP_CLIENT also covers the HTTP client pools, which
   * Vert.x names after the hosts that they call: tenants' hosts.
   */
  private static final Set<MetricsDomain> SWITCHED_OFF =
      Set.of(
          MetricsDomain.HTTP_CLIENT,
          MetricsDomain.NET_CLIENT,
          MetricsDomain.NET_SERVER,
          MetricsDomain.DATAGRAM_SOCKET);

  private final MeterRegistry registry;
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** Registers the JVM and process meters. The registry must not have meters yet. */
  RuntimeMeters(MeterRegistry registry) {
    this.registry = registry;
    registry
        .config()
        // In nanoseconds, which the linter forbids; process.cpu.usage gives the same information.
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(renamed("system.cpu.count", "system.cpus"));
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    gc.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /** A Vert.x builder with these options that measures servers, pools and the event bus. */
  VertxBuilder observe(VertxOptions options) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions().setEnabled(true).setLabels(CLOSED_LABELS);
    SWITCHED_OFF.forEach(metrics::addDisabledMetricsCategory);
    return Vertx.builder()
        .with(new VertxOptions(options).setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }

  @Override
  public void close() {
    gc.close();
  }

  private static MeterFilter renamed(String from, String to) {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(from) ? id.withName(to) : id;
      }
    };
  }
}
