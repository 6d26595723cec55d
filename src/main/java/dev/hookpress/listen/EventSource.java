package dev.hookpress.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Pulls a client's events from a Hookpress API. */
final class EventSource {
  private static final int WAIT_SECONDS = 30;
  // Longer than the API waits by what an answer may take.
  private static final Duration PATIENCE = Duration.ofSeconds(WAIT_SECONDS + 20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int EXPIRED = 410;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http;
  private final URI api;
  private final String key;

  EventSource(HttpClient http, URI api, String key) {
    this.http = http;
    this.api = api;
    this.key = key;
  }

  /** What the API answered. */
  sealed interface Answer {
    /** Events, or none, and the cursor after them. */
    record Page(JsonNode events, String cursor) implements Answer {}

    /** The events after the cursor are not kept any more. */
    record Expired() implements Answer {}

    /** The API cannot answer now. */
    record Later(String why) implements Answer {}

    /** The API refuses the request, and will do so again. */
    record Refused(String why) implements Answer {}
  }

  /** The cursor behind the newest event. */
  Answer latest() throws InterruptedException {
    return get("after=latest");
  }

  /** The events after a cursor, each with its callback; waits for the next one. */
  Answer after(String cursor) throws InterruptedException {
    return get("include=callback&wait=" + WAIT_SECONDS + "&after=" + cursor);
  }

  private Answer get(String query) throws InterruptedException {
    URI uri = URI.create(api.toString().replaceAll("/$", "") + "/v1/events?" + query);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      return answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException unreachable) {
      return new Answer.Later(uri.getAuthority() + " is not reachable");
    }
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    int status = response.statusCode();
    if (status == OK) {
      JsonNode page = JSON.readTree(response.body());
      return new Answer.Page(page.path("data"), page.path("next_cursor").asText());
    }
    if (status == EXPIRED) {
      return new Answer.Expired();
    }
    String why = "The API answered with status " + status;
    return status == TOO_MANY || status >= SERVER_ERROR
        ? new Answer.Later(why)
        : new Answer.Refused(why + (status == 401 ? ": the API key is not valid" : ""));
  }
}
