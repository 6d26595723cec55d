package dev.hookpress.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The API over HTTP, as a client's program uses it. */
record Api(int port, String key) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * Submits a job.
   *
   * @return its id
   * @throws IOException if no answer came: the job may exist or not
   * @throws AssertionError for any answer but 202
   */
  String submit(String html, URI callback, String tag) throws IOException, InterruptedException {
    return submit(html, callback, tag, Optional.empty());
  }

  /** The same with an Idempotency-Key. */
  String submit(String html, URI callback, String tag, Optional<String> idempotencyKey)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = post(html, callback, tag, idempotencyKey);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return id(answer);
  }

  /** The id in a 202. */
  static String id(HttpResponse<String> accepted) throws IOException {
    return JSON.readTree(accepted.body()).path("id").asText();
  }

  /** Submits a job and returns the answer. */
  HttpResponse<String> post(String html, URI callback, String tag, Optional<String> idempotencyKey)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = submission(html, callback, tag);
    idempotencyKey.ifPresent(name -> request.header("Idempotency-Key", name));
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Posts JSON; gives whatever is answered. */
  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  /** Submits a job as part of a trace; gives its id. */
  String submit(String html, URI callback, String tag, String traceparent)
      throws IOException, InterruptedException {
    HttpRequest request =
        submission(html, callback, tag).header("traceparent", traceparent).build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return id(answer);
  }

  /** The job as it is now. */
  JsonNode job(String id) throws IOException, InterruptedException {
    return get("/v1/jobs/" + id);
  }

  /** A job's notifications. */
  JsonNode notifications(String id) throws IOException, InterruptedException {
    return get("/v1/jobs/" + id + "/notifications").path("data");
  }

  private HttpRequest.Builder submission(String html, URI callback, String tag) throws IOException {
    ObjectNode job = JSON.createObjectNode();
    job.putArray("parts").addObject().put("html", html);
    job.putObject("callback").put("url", callback.toString());
    job.putObject("metadata").put("tag", tag);
    return request("/v1/jobs")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JSON.writeValueAsString(job)));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request(path).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(local(port, path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key);
  }

  /** The status of an open page. */
  static int status(int port, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(local(port, path)).timeout(PATIENCE).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** The text of an open page. */
  static String text(int port, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(local(port, path)).timeout(PATIENCE).build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  /** Follows a link, whose host may be a public name. */
  byte[] fetch(String link) throws IOException, InterruptedException {
    URI given = URI.create(link);
    URI here = local(port, given.getRawPath() + "?" + given.getRawQuery());
    HttpRequest request = HttpRequest.newBuilder(here).timeout(PATIENCE).build();
    HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " for " + link);
    }
    return answer.body();
  }

  private static URI local(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
