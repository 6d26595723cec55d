package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encodes problems and job failures as errors of Adobe PDF Services. Adobe's list of codes is open.
 */
public final class AdobeErrors {
  /** The code for a token request with an unknown client secret. */
  public static final String INVALID_CLIENT = "invalid_client";

  // Adobe's numbers: too many requests, and the limit of the key.
  private static final String TOO_FAST = "429050";
  private static final String QUOTA_SPENT = "429002";
  private static final int MAX_FAULTS_SHOWN = 5;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private AdobeErrors() {}

  /** {@code {"error":{"code","message"}}}. */
  public static Reply reply(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", code).put("message", message);
    return Reply.json(status, Map.of(), body);
  }

  static Reply noJobId() {
    return reply(BAD_REQUEST, "INVALID_JOB_ID", "A job's id has 26 letters and digits.");
  }

  static Reply reply(Problem problem) {
    return switch (problem.type()) {
      case INVALID_REQUEST, MALFORMED_JSON, INVALID_PARAMETER, BAD_HTTP ->
          reply(BAD_REQUEST, "BAD_REQUEST", message(problem));
      case UNAUTHENTICATED -> reply(401, "UNAUTHORIZED", message(problem));
      case LINK_REFUSED -> reply(403, "FORBIDDEN", message(problem));
      case NOT_FOUND, GONE -> reply(404, "NOT_FOUND", message(problem));
      case RATE_LIMITED, BACKLOG_FULL -> tooMany("TOO_MANY_REQUESTS", TOO_FAST, message(problem));
      case STORAGE_FULL -> tooMany("INSUFFICIENT_QUOTA", QUOTA_SPENT, message(problem));
      case INTERNAL -> reply(SERVER_ERROR, "INTERNAL_SERVER_ERROR", message(problem));
      case UNAVAILABLE -> reply(503, "SERVICE_UNAVAILABLE", message(problem));
      default -> reply(problem.type().status(), problem.type().name(), message(problem));
    };
  }

  /** Adobe's routes of assets have flat errors, and its SDKs read the nested ones: so both. */
  private static Reply tooMany(String code, String number, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", code).put("message", message);
    body.put("error_code", number).put("message", message);
    return Reply.json(429, Map.of(), body);
  }

  private static String message(Problem problem) {
    List<Problem.Fault> faults = problem.errors();
    if (faults.isEmpty()) {
      return problem.detail();
    }
    return faults.stream()
        .limit(MAX_FAULTS_SHOWN)
        .map(
            fault -> (fault.where().isEmpty() ? "The body" : fault.where()) + ": " + fault.detail())
        .collect(Collectors.joining(" "));
  }

  /** {@code {"code","message","status"}} of a failed job. */
  static ObjectNode failure(DocumentResult.Failed failed) {
    Word word = word(failed.code());
    return failure(word.code(), failed.message(), word.status());
  }

  static ObjectNode failure(String code, String message, int status) {
    return Json.object().put("code", code).put("message", message).put("status", status);
  }

  private record Word(String code, int status) {}

  private static Word word(FailureCode code) {
    return switch (code) {
      case SOURCE_INVALID -> new Word("CORRUPT_DOCUMENT", BAD_REQUEST);
      case SOURCE_ENCRYPTED, PASSWORD_INVALID -> new Word("PASSWORD_PROTECTED", BAD_REQUEST);
      case RENDER_TIMEOUT -> new Word("TIMEOUT", SERVER_ERROR);
      case RENDER_FAILED, RENDER_OUT_OF_MEMORY, RENDER_CRASHED, UPLOAD_FAILED ->
          new Word("INTERNAL_SERVER_ERROR", SERVER_ERROR);
      // Adobe publishes no code for the other failures; the client must fix them, and they keep
      // Hookpress's code.
      default -> new Word(code.name(), BAD_REQUEST);
    };
  }
}
