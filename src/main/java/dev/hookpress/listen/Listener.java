package dev.hookpress.listen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.listen.EventSource.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Forwards the callbacks of a client's jobs, from now on and one after the other, to a URL that the
 * API cannot reach itself. A callback that the URL does not take is not sent again.
 */
public final class Listener {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  // As long as an attempt may take by default.
  private static final Duration DELIVERY = Duration.ofSeconds(15);
  private static final long FIRST_PAUSE_SECONDS = 1;
  private static final long LONGEST_PAUSE_SECONDS = 16;
  // HTTP's own, which java.net.http sets itself.
  private static final Set<String> RESTRICTED =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final EventSource source;
  private final HttpClient http;
  private final URI forward;
  private final PrintWriter out;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param api the URL of a Hookpress API
   * @param key the client's API key
   * @param forward where callbacks go
   * @param out gets one line for each callback
   */
  public Listener(URI api, String key, URI forward, PrintWriter out) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.source = new EventSource(http, api, key);
    this.forward = forward;
    this.out = out;
  }

  /** Ends {@link #run} soon. */
  public void stop() {
    stopped.countDown();
  }

  /**
   * Listens until it is stopped.
   *
   * @return why the API refuses requests; empty if it was stopped
   */
  public Optional<String> run() throws InterruptedException {
    Optional<String> cursor = Optional.empty();
    long pause = FIRST_PAUSE_SECONDS;
    while (stopped.getCount() > 0) {
      Answer answer = cursor.isEmpty() ? source.latest() : source.after(cursor.get());
      if (answer instanceof Answer.Refused refused) {
        return Optional.of(refused.why());
      }
      if (answer instanceof Answer.Page page) {
        if (cursor.isEmpty()) {
          out.println("Listening. Callbacks go to " + forward + "; stop with Ctrl-C.");
        }
        page.events().forEach(this::forward);
        cursor = Optional.of(page.cursor());
        pause = FIRST_PAUSE_SECONDS;
      } else if (answer instanceof Answer.Later later) {
        out.println(later.why() + "; trying again in " + pause + " s.");
        stopped.await(pause, TimeUnit.SECONDS);
        pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
      } else {
        out.println("Events were missed, since this listener was away for too long.");
        cursor = Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void forward(JsonNode event) {
    JsonNode callback = event.path("callback");
    if (callback.isMissingNode()) {
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(forward)
            .timeout(DELIVERY)
            .POST(
                BodyPublishers.ofByteArray(
                    Base64.getDecoder().decode(callback.path("body_base64").asText())));
    callback
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (!RESTRICTED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request.setHeader(header.getKey(), header.getValue().asText());
              }
            });
    String name = event.path("type").asText() + " " + event.path("job_id").asText();
    out.println(name + ": " + sent(request.build()));
  }

  private String sent(HttpRequest request) {
    try {
      return Integer.toString(http.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException unreachable) {
      return forward + " is not reachable";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
