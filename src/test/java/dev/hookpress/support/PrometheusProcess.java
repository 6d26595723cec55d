package dev.hookpress.support;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Prometheus server that scrapes one node each second and applies the alert rules. */
public final class PrometheusProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private PrometheusProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether the server's program is on the PATH. */
  public static boolean installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
  }

  /**
   * Starts one.
   *
   * @param job the name of the scrape job
   * @param target port of the node's management
   */
  public static PrometheusProcess start(String job, int target) throws IOException {
    Path directory = TestServers.newDirectory("prometheus");
    int port = FreePorts.next();
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: %s
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {namespace: test}
        """
            .formatted(Path.of("config/alerts.yml").toAbsolutePath(), job, target));
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    PrometheusProcess prometheus = new PrometheusProcess(process, port);
    TestServers.register(prometheus);
    Awaiting.eventually(prometheus::scraped);
    return prometheus;
  }

  private boolean scraped() {
    if (!process.isAlive()) {
      throw new AssertionError("Prometheus has ended with " + process.exitValue());
    }
    try {
      return ask("query", Map.of("query", "up == 1"))
              .getJsonObject("data")
              .getJsonArray("result")
              .size()
          == 1;
    } catch (UncheckedIOException | DecodeException notYet) {
      // It refuses connections first, and then answers in plain text that it is starting.
      return false;
    }
  }

  /**
   * Asks the HTTP API.
   *
   * @param what such as {@code query_range}
   * @return the whole answer; its {@code status} says whether the query is valid
   */
  public JsonObject ask(String what, Map<String, String> parameters) {
    String form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    String address = "http://127.0.0.1:" + port + "/api/v1/" + what;
    HttpRequest request =
        what.startsWith("label/")
            ? HttpRequest.newBuilder(URI.create(address + "?" + form)).timeout(PATIENCE).build()
            : HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    try {
      return new JsonObject(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
