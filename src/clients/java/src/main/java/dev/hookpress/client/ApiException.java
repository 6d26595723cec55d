package dev.hookpress.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server refused a request: a problem document (RFC 9457). Each kind is a class, so that {@code
 * catch} tells them apart.
 */
public class ApiException extends HookpressException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final transient List<Fault> faults;
  private final String requestId;

  ApiException(Answer answer) {
    super(answer.message());
    this.status = answer.status();
    this.type = answer.type();
    this.faults = answer.faults();
    this.requestId = answer.requestId();
  }

  /**
   * What the server said.
   *
   * @param requestId null if the server gave none
   */
  record Answer(int status, String type, String message, List<Fault> faults, String requestId) {}

  /**
   * One fault of a request.
   *
   * @param where a JSON pointer into the body, or the name of a parameter or header
   */
  public record Fault(String where, String detail) {}

  /** 400 or 422: the request has faults; see {@link #faults()}. */
  public static final class InvalidRequest extends ApiException {
    private static final long serialVersionUID = 1L;

    InvalidRequest(Answer answer) {
      super(answer);
    }
  }

  /** 401 or 403: the API key is missing, not known, or may not be used for this. */
  public static final class NotAllowed extends ApiException {
    private static final long serialVersionUID = 1L;

    NotAllowed(Answer answer) {
      super(answer);
    }
  }

  /** 404 or 410: there is no such resource, or not any more. */
  public static final class NotFound extends ApiException {
    private static final long serialVersionUID = 1L;

    NotFound(Answer answer) {
      super(answer);
    }
  }

  /** 409: the state does not allow it, for example because the job has ended. */
  public static final class Conflict extends ApiException {
    private static final long serialVersionUID = 1L;

    Conflict(Answer answer) {
      super(answer);
    }
  }

  /** 429, after all retries. */
  public static final class RateLimited extends ApiException {
    private static final long serialVersionUID = 1L;

    RateLimited(Answer answer) {
      super(answer);
    }
  }

  /** 5xx, after all retries. */
  public static final class ServerError extends ApiException {
    private static final long serialVersionUID = 1L;

    ServerError(Answer answer) {
      super(answer);
    }
  }

  static ApiException of(HttpResponse<?> response, JsonNode problem) {
    int status = response.statusCode();
    List<Fault> faults = new ArrayList<>();
    for (JsonNode each : problem.path("errors")) {
      String where =
          each.path("pointer")
              .asText(each.path("parameter").asText(each.path("header").asText("")));
      faults.add(new Fault(where, each.path("detail").asText()));
    }
    Answer answer =
        new Answer(
            status,
            problem.path("type").asText(),
            status + " " + problem.path("detail").asText(problem.path("title").asText()),
            faults,
            response.headers().firstValue("x-request-id").orElse(null));
    return switch (status) {
      case 400, 413, 415, 422 -> new InvalidRequest(answer);
      case 401, 403 -> new NotAllowed(answer);
      case 404, 410 -> new NotFound(answer);
      case 409 -> new Conflict(answer);
      case 429 -> new RateLimited(answer);
      default -> status >= 500 ? new ServerError(answer) : new ApiException(answer);
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /**
   * The kind of problem, such as {@code /docs/problems/job-ended}; empty if the server named none.
   */
  public String type() {
    return type;
  }

  /** What is wrong with the request, each with its place. */
  public List<Fault> faults() {
    return faults == null ? List.of() : List.copyOf(faults);
  }

  /** The id under which the server has logged the request. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }
}
