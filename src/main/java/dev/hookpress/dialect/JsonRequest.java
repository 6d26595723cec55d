package dev.hookpress.dialect;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import java.util.Optional;

/** Decodes submissions whose body is one JSON object; reports all faults at once. */
public final class JsonRequest {
  /** Builds a request from the object; the result is empty only if faults were recorded. */
  @FunctionalInterface
  public interface Reader {
    Optional<Decoded.Request> read(StrictObject object, UrlRules urls, Faults faults);
  }

  private JsonRequest() {}

  /** Decodes a body in which an unknown field is a fault. */
  public static Decoded strict(Submission submission, TargetCheck targets, Reader reader) {
    return decode(submission.body(), targets, reader, new Faults());
  }

  /**
   * Decodes a body in which an unknown field is passed over with a warning, unless the client asks
   * for strictness.
   */
  public static Decoded tolerant(Submission submission, TargetCheck targets, Reader reader) {
    return decode(
        submission.body(), targets, reader, submission.strict() ? new Faults() : Faults.tolerant());
  }

  private static Decoded decode(byte[] body, TargetCheck targets, Reader reader, Faults faults) {
    Json.Read read = Json.read(body);
    if (read instanceof Json.Read.Malformed malformed) {
      return new Decoded.Refused(malformed.problem());
    }
    Optional<Decoded.Request> request =
        StrictObject.of(((Json.Read.Tree) read).root(), "", faults)
            .flatMap(object -> reader.read(object, new UrlRules(targets, faults), faults));
    return faults.none()
        ? request.orElseThrow().warned(faults.warnings())
        : new Decoded.Refused(faults.problem());
  }
}
