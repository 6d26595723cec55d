package dev.hookpress.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A job as it was when it was read.
 *
 * @param id {@code job_} and a ULID
 * @param status {@code pending}, {@code processing}, {@code completed}, {@code failed}, {@code
 *     canceled}, or a later version's
 * @param createdAt when it was accepted
 * @param completedAt when it ended, in any state
 * @param file a link to its only document, if that is hosted; valid for a limited time
 * @param error why it failed
 * @param json the whole answer, with what this version does not know
 */
public record Job(
    String id,
    String status,
    Instant createdAt,
    Optional<Instant> completedAt,
    Optional<URI> file,
    Optional<Failure> error,
    JsonNode json) {
  private static final Set<String> OPEN = Set.of("pending", "processing");

  /**
   * Why a job failed.
   *
   * @param code such as {@code SOURCE_FETCH_FAILED}
   */
  public record Failure(String code, String message) {}

  static Job of(JsonNode json) {
    JsonNode url = json.at("/destination/url");
    JsonNode error = json.path("error");
    JsonNode completed = json.path("completed_at");
    return new Job(
        json.path("id").asText(),
        json.path("status").asText(),
        Instant.parse(json.path("created_at").asText()),
        completed.isTextual() ? Optional.of(Instant.parse(completed.asText())) : Optional.empty(),
        url.isTextual() ? Optional.of(URI.create(url.asText())) : Optional.empty(),
        error.isObject()
            ? Optional.of(new Failure(error.path("code").asText(), error.path("message").asText()))
            : Optional.empty(),
        json);
  }

  /** Whether it has ended: completed, failed or canceled. */
  public boolean ended() {
    return !OPEN.contains(status);
  }

  /** Whether it has its PDFs. */
  public boolean completed() {
    return status.equals("completed");
  }
}
