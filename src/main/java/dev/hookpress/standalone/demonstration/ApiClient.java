package dev.hookpress.standalone.demonstration;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls this process's API over HTTP. */
final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI api;
  private final String apiKey;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  ApiClient(URI api, String apiKey) {
    this.api = api;
    this.apiKey = apiKey;
  }

  ObjectNode object() {
    return json.createObjectNode();
  }

  /** Posts JSON with the key in a header. Throws on a status other than 2xx. */
  JsonNode post(String path, String keyHeader, ObjectNode body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(path, keyHeader, body);
    return answer.body().length == 0 ? json.createObjectNode() : json.readTree(answer.body());
  }

  /** The same, for a response with a {@code Location} header. */
  String postForLocation(String path, String keyHeader, ObjectNode body)
      throws IOException, InterruptedException {
    return send(path, keyHeader, body).headers().firstValue("location").orElseThrow();
  }

  private HttpResponse<byte[]> send(String path, String keyHeader, ObjectNode body)
      throws IOException, InterruptedException {
    String key = keyHeader.equals("Authorization") ? "Bearer " + apiKey : apiKey;
    return sent(
        HttpRequest.newBuilder(api.resolve(path))
            .header(keyHeader, key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  /** Uploads to a link that the API returned. */
  void put(String link, String mediaType, byte[] body) throws IOException, InterruptedException {
    sent(
        HttpRequest.newBuilder(local(link))
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  /** Downloads from a link that the API returned. */
  byte[] fetch(String link) throws IOException, InterruptedException {
    return sent(HttpRequest.newBuilder(local(link)).GET()).body();
  }

  private HttpResponse<byte[]> sent(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s answered with %d: %s"
              .formatted(
                  answer.request().uri().getPath(), answer.statusCode(), text(answer.body())));
    }
    return answer;
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Rewrites a link to the local API: the public URL may be that of a proxy that does not run yet.
   */
  private URI local(String link) {
    URI given = URI.create(link);
    return api.resolve(given.getRawPath() + "?" + given.getRawQuery());
  }
}
