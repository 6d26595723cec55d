package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.node.App;
import dev.hookpress.node.Role;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.support.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node in this JVM, used over HTTP. */
final class SystemNode implements AutoCloseable {
  static final String API_KEY = "the-tests-key";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Null after the end: nodes that classes of tests refer to for ever would fill the memory. */
  private App app;

  private final int port;
  private final int managementPort;
  private final HttpClient http = HttpClient.newHttpClient();
  final SigningSecret secret;

  private SystemNode(App app, Settings settings) {
    this.app = app;
    this.port = settings.http().port();
    this.managementPort = settings.management().port();
    this.secret = (SigningSecret) app.clientOf(API_KEY, "the tests");
    app.ready();
  }

  /** Starts a node; {@code more} are variables such as {@code HOOKPRESS_…}. */
  static SystemNode start(
      String postgresUri,
      String redisUri,
      Path data,
      Clock clock,
      Ticker ticker,
      Set<Role> roles,
      Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOOKPRESS_POSTGRES_URI", postgresUri);
    environment.put("HOOKPRESS_REDIS_URI", redisUri);
    environment.put("HOOKPRESS_DATA_DIR", data.toString());
    environment.put("HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    environment.put("HOOKPRESS_HTTP_PORT", Integer.toString(FreePorts.next()));
    environment.put("HOOKPRESS_MANAGEMENT_PORT", Integer.toString(FreePorts.next()));
    environment.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    // One JVM a test is enough; IsolationIT has the processes.
    environment.put("HOOKPRESS_RENDER_ISOLATION", "thread");
    environment.put("HOOKPRESS_NODE_LAME_DUCK_SECONDS", "0");
    environment.putAll(more);
    SettingsResult reading = SettingsReader.read(environment, Optional.empty());
    assertThat(reading).isInstanceOf(SettingsResult.Valid.class);
    Settings settings = ((SettingsResult.Valid) reading).settings();
    return new SystemNode(App.start(settings, roles, clock, ticker, true), settings);
  }

  /** The port of health, metrics and operators. */
  int managementPort() {
    return managementPort;
  }

  /** Creates another client. */
  void admit(String apiKey) {
    app.clientOf(apiKey, "another");
  }

  /** The address of a path of the API; of the API itself for an empty one. */
  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Sends a request as the tests' client. */
  HttpResponse<String> send(String method, String path, String body, String... headers) {
    return sendAs(API_KEY, method, path, body, headers);
  }

  /** Sends a request with this API key. */
  HttpResponse<String> sendAs(
      String apiKey, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(PATIENCE)
            .header("X-API-Key", apiKey)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return sent(request.build());
  }

  /** Submits a job, which must be accepted, and returns its id. */
  String submit(String body) {
    HttpResponse<String> answer = send("POST", "/v1/jobs", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return new JsonObject(answer.body()).getString("id");
  }

  /** Submits a job of a line of HTML with a callback. */
  String submitHello(URI callback) {
    return submit(
        new JsonObject()
            .put("parts", new JsonArray().add(new JsonObject().put("html", "<h1>Hello</h1>")))
            .put("callback", new JsonObject().put("url", callback.toString()))
            .encode());
  }

  JsonObject get(String path) {
    HttpResponse<String> answer = send("GET", path, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  /** Waits until a job has ended, and returns it. */
  JsonObject ended(String job) {
    eventually(
        () -> !Arrays.asList("pending", "processing").contains(job(job).getString("status")));
    return job(job);
  }

  JsonObject job(String id) {
    return get("/v1/jobs/" + id);
  }

  /** The state of the only notification of a job; empty if there is none yet. */
  Optional<JsonObject> notification(String job) {
    JsonArray all = get("/v1/jobs/" + job + "/notifications").getJsonArray("data");
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(get("/v1/notifications/" + all.getJsonObject(0).getString("id")));
  }

  /** A page of the management port. */
  HttpResponse<String> management(String path) {
    return sent(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
            .timeout(PATIENCE)
            .build());
  }

  /** The address of a path on the management port. */
  URI managementUri(String path) {
    return URI.create("http://127.0.0.1:" + managementPort + path);
  }

  /** Sends a request to the management port, with these headers alone. */
  HttpResponse<String> management(String method, String path, String body, String... headers) {
    return sent(
        HttpRequest.newBuilder(managementUri(path))
            .timeout(PATIENCE)
            .headers(headers)
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  /** Sends a request to the operator API, with this key; a null body is none. */
  HttpResponse<String> operator(String key, String method, String path, String body) {
    return sent(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + managementPort + "/operator/v1" + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Hookpress-Operator", "sre on call")
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  /** The value of a meter in a scrape, its tags included in the name as they are printed. */
  double meter(String name) {
    return management("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No meter " + name));
  }

  private HttpResponse<String> sent(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Closes the node, once. */
  @Override
  public void close() {
    if (app != null) {
      app.stop();
      app = null;
    }
  }
}
