package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.metrics.Readiness.Check;
import dev.hookpress.metrics.Readiness.Need;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementVerticleTest {
  private final AtomicBoolean postgres = new AtomicBoolean(true);
  private final AtomicBoolean redis = new AtomicBoolean(true);
  private final Metrics metrics = new Metrics(Dialects.names(), List.of("loopback"), false);
  private final Vertx vertx = metrics.observe(new VertxOptions()).build();
  private final Readiness readiness =
      new Readiness(
          List.of(
              new Check("postgres", Need.REQUIRED, () -> Future.succeededFuture(postgres.get())),
              new Check("redis", Need.OPTIONAL, () -> Future.succeededFuture(redis.get()))),
          Duration.ofMinutes(1));
  private final ManagementVerticle management =
      new ManagementVerticle(metrics, readiness, "127.0.0.1", 0);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    readiness.started();
    await(vertx.deployVerticle(management));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
    metrics.close();
  }

  @Test
  void aNodeIsLiveWithoutItsServers() throws Exception {
    postgres.set(false);
    readiness.stopping();

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void readinessFollowsTheChecks() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    redis.set(false);
    HttpResponse<String> degraded = get("/health/ready");
    assertThat(degraded.statusCode()).isEqualTo(200);
    assertThat(degraded.body()).contains("\"redis\":\"degraded\"");

    postgres.set(false);
    HttpResponse<String> unready = get("/health/ready");
    assertThat(unready.statusCode()).isEqualTo(503);
    assertThat(unready.body()).contains("\"postgres\":\"down\"");
    assertThat(unready.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void aStoppingNodeIsUnready() throws Exception {
    readiness.stopping();

    HttpResponse<String> stopping = get("/health/ready");
    assertThat(stopping.statusCode()).isEqualTo(503);
    assertThat(stopping.body()).contains("\"status\":\"stopping\"");
  }

  @Test
  void metricsAreServedAsPrometheusText() throws Exception {
    metrics.clientBlocked();

    HttpResponse<String> scrape = get("/metrics");

    assertThat(scrape.statusCode()).isEqualTo(200);
    assertThat(scrape.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(scrape.body().lines())
        .contains("# TYPE hookpress_client_blocks_total counter")
        .contains("hookpress_client_blocks_total 1.0");
  }

  @Test
  void theScrapeHasNoValuesThatClientsChoose() throws Exception {
    send("BREW", "/health/live");
    get("/who-are-you");
    await(
        vertx
            .createHttpClient()
            .request(HttpMethod.GET, management.port(), "localhost", "/health/live")
            .compose(HttpClientRequest::send)
            .compose(HttpClientResponse::body));

    assertThat(get("/metrics").body())
        .contains("vertx_http_server_requests_total{code=\"405\"} 1.0")
        .doesNotContain("BREW", "who-are-you", "127.0.0.1", "localhost");
  }

  @Test
  void otherPathsAndMethodsAreRejected() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);

    HttpResponse<String> head = send("HEAD", "/health/ready");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + management.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static void await(Future<?> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
