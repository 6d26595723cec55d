package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.pgclient.PgBuilder;
import io.vertx.redis.client.Redis;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' linter accepts the metrics. Skipped where {@code promtool} is missing. */
class PromtoolTest {
  @TempDir Path dir;

  @BeforeAll
  static void promtoolIsInstalled() {
    assumeTrue(
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
        "promtool is not on the PATH");
  }

  @Test
  void metricsOfEveryKindPassTheLinter() throws Exception {
    Path scrape = dir.resolve("scrape.txt");
    Files.writeString(scrape, scrapeOfEverything());

    assertThat(promtool(scrape, "check", "metrics")).isEqualTo(new Run(0, ""));
  }

  @Test
  void theScrapeConfigurationAndTheAlertsAreValid() throws Exception {
    assertThat(promtool("check", "config", "config/prometheus.yml").exit()).isZero();
    assertThat(promtool("check", "rules", "config/alerts.yml").exit()).isZero();
  }

  @Test
  void eachOutageRaisesItsAlertsAndNoOthers() throws Exception {
    Run run = promtool("test", "rules", "src/test/resources/dev/hookpress/metrics/alerts-test.yml");

    assertThat(run.output()).contains("SUCCESS");
    assertThat(run.exit()).isZero();
  }

  /** Creates servers, pools and messages, since Vert.x meters only what exists. */
  private static String scrapeOfEverything() throws Exception {
    try (Metrics metrics = new Metrics(Dialects.names(), List.of("loopback"), false)) {
      EveryEvent.in(metrics);
      Vertx vertx = metrics.observe(new VertxOptions()).build();
      try {
        vertx.eventBus().publish("wake", null);
        ManagementVerticle management =
            new ManagementVerticle(
                metrics, new Readiness(List.of(), Duration.ofMinutes(1)), "127.0.0.1", 0);
        vertx.deployVerticle(management).await(30, TimeUnit.SECONDS);
        vertx
            .createHttpClient()
            .request(HttpMethod.GET, management.port(), "127.0.0.1", "/health/live")
            .compose(HttpClientRequest::send)
            .compose(HttpClientResponse::body)
            .await(30, TimeUnit.SECONDS);
        // Nothing speaks these protocols there, but the pools and their meters exist.
        String nowhere = "127.0.0.1:" + management.port();
        PgBuilder.pool().connectingTo("postgresql://u:p@" + nowhere + "/d").using(vertx).build();
        Redis.createClient(vertx, "redis://" + nowhere);
        return metrics.scrape();
      } finally {
        vertx.close().await(30, TimeUnit.SECONDS);
      }
    }
  }

  private record Run(int exit, String output) {}

  private Run promtool(String... args) throws IOException, InterruptedException {
    return promtool(null, args);
  }

  private Run promtool(Path input, String... args) throws IOException, InterruptedException {
    Path output = dir.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(args)).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("promtool did not end");
    }
    return new Run(process.exitValue(), Files.readString(output));
  }
}
