package dev.hookpress.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Submits jobs, waits for them and reads their PDFs. Safe for use by many threads.
 *
 * <p>Every request has a time limit. What fails in transit, and 429, 502, 503 and 504, is sent
 * again a few times, after the time that the server asked for; a submission is sent with an
 * idempotency key, so that it is done once.
 */
public final class HookpressClient {
  private static final Set<Integer> RETRIED = Set.of(429, 502, 503, 504);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI base;
  private final String apiKey;
  private final Duration timeout;
  private final int retries;
  private final HttpClient http;

  private HookpressClient(Builder builder) {
    this.base = builder.base;
    this.apiKey = builder.apiKey;
    this.timeout = builder.timeout;
    this.retries = builder.retries;
    this.http =
        builder.http != null
            ? builder.http
            : HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  }

  /** A client with the default limits. */
  public static HookpressClient of(String baseUrl, String apiKey) {
    return builder(baseUrl, apiKey).build();
  }

  /** A client with limits of your own. */
  public static Builder builder(String baseUrl, String apiKey) {
    return new Builder(baseUrl, apiKey);
  }

  /** The settings of a client. */
  public static final class Builder {
    private final URI base;
    private final String apiKey;
    private Duration timeout = Duration.ofSeconds(30);
    private int retries = 3;
    private HttpClient http;

    private Builder(String baseUrl, String apiKey) {
      this.base = URI.create(baseUrl.endsWith("/") ? baseUrl : baseUrl + "/");
      this.apiKey = apiKey;
    }

    /** How long one attempt of a request may take; 30 seconds by default. */
    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /** How often a request is sent again, 0 to 10; 3 times by default. */
    public Builder retries(int retries) {
      if (retries < 0 || retries > 10) {
        throw new IllegalArgumentException("retries is 0 to 10.");
      }
      this.retries = retries;
      return this;
    }

    /** The JDK client to use, for proxies and TLS of your own. */
    public Builder http(HttpClient http) {
      this.http = http;
      return this;
    }

    /** The client. */
    public HookpressClient build() {
      return new HookpressClient(this);
    }
  }

  /** Submits a job under a new idempotency key. Returns once it is stored. */
  public Job submit(JobRequest request) {
    return submit(request, UUID.randomUUID().toString());
  }

  /**
   * Submits a job under an idempotency key of your own, such as the number of an order: within 24
   * hours the same request with the same key is the same job.
   */
  public Job submit(JobRequest request, String idempotencyKey) {
    HttpRequest.Builder post =
        to("v1/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(request.toString()));
    return Job.of(json(post));
  }

  /** Reads a job. */
  public Job job(String id) {
    return Job.of(json(to("v1/jobs/" + path(id)).GET()));
  }

  /**
   * Waits until a job has ended, in any state.
   *
   * @param atMost how long
   * @throws HookpressException.WaitTimeout if it has not ended by then
   */
  public Job waitFor(String id, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    Duration pause = Duration.ofMillis(50);
    while (true) {
      Job job = job(id);
      if (job.ended()) {
        return job;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new HookpressException.WaitTimeout(
            "The job " + id + " is " + job.status() + " after " + atMost + ".");
      }
      sleep(Duration.ofNanos(Math.min(left, pause.toNanos())));
      pause = least(pause.multipliedBy(2), LONGEST_LOOK);
    }
  }

  /** Cancels a job that has not ended. */
  public Job cancel(String id) {
    return Job.of(json(to("v1/jobs/" + path(id)).DELETE()));
  }

  /**
   * Reads the PDF of a completed job with one hosted document.
   *
   * @throws HookpressException.NoPdf if it has none
   */
  public byte[] pdf(Job job) {
    URI file =
        job.file()
            .orElseThrow(
                () -> new HookpressException.NoPdf("The job " + job.id() + " is " + job.status()));
    return send(HttpRequest.newBuilder(file).timeout(timeout).GET()).body();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(timeout)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + apiKey);
  }

  private static String path(String id) {
    if (!id.matches("[A-Za-z0-9_]{1,64}")) {
      throw new IllegalArgumentException("Not an id: " + id);
    }
    return id;
  }

  private JsonNode json(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(request);
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException broken) {
      throw new HookpressException.Transport("The answer is not JSON.", broken);
    }
  }

  /** The answer, whose status is 2xx. */
  private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 0; ; attempt++) {
      HttpResponse<byte[]> response = null;
      IOException failure = null;
      try {
        response = http.send(request, BodyHandlers.ofByteArray());
      } catch (IOException lost) {
        failure = lost;
      } catch (InterruptedException interrupted) {
        throw interrupted(interrupted);
      }
      if (response != null && response.statusCode() / 100 == 2) {
        return response;
      }
      boolean again = response == null || RETRIED.contains(response.statusCode());
      if (!again || attempt == retries) {
        throw refusal(request, response, failure);
      }
      sleep(response == null ? jittered(pause) : asked(response, pause));
      pause = least(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private static HookpressException refusal(
      HttpRequest request, HttpResponse<byte[]> response, IOException failure) {
    if (response == null) {
      String what = request.method() + " " + request.uri().getPath() + ": " + failure.getMessage();
      return new HookpressException.Transport(what, failure);
    }
    JsonNode problem;
    try {
      problem = MAPPER.readTree(response.body());
    } catch (IOException notJson) {
      problem = MissingNode.getInstance();
    }
    return ApiException.of(response, problem);
  }

  /** {@code Retry-After} in seconds, within bounds, or else the pause. */
  private static Duration asked(HttpResponse<?> response, Duration pause) {
    return response
        .headers()
        .firstValue("retry-after")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> least(Duration.ofSeconds(Long.parseLong(text)), LONGEST_PAUSE))
        .orElseGet(() -> jittered(pause));
  }

  private static Duration jittered(Duration pause) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() + 1));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static HookpressException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new HookpressException.Transport("Interrupted.", interrupted);
  }
}
