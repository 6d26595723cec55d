package dev.hookpress.api.templates;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.template.CheckedTemplate;
import dev.hookpress.template.TemplateCheck;
import dev.hookpress.template.TemplateChecker;
import java.util.Optional;

/** The result of reading a request to store a template's text. */
sealed interface TemplateRequest {
  /** The limit of a request body: at most 1 MiB of HTML, plus JSON escapes. */
  int MAX_BYTES = 4 * 1024 * 1024;

  /** The name of the field with the text. */
  String HTML = "html";

  /** The limit of a name. */
  int MAX_NAME_CHARACTERS = 200;

  /**
   * A template.
   *
   * @param name empty if the request has none
   */
  record Text(Optional<String> name, CheckedTemplate html) implements TemplateRequest {}

  /** The request is invalid. */
  record Refused(Problem problem) implements TemplateRequest {}

  /**
   * Reads {@code name} and {@code html}, and compiles the template, which may take a second.
   *
   * @param named whether a name is required
   */
  static TemplateRequest read(byte[] body, boolean named, TemplateChecker checker) {
    Json.Read read = Json.read(body);
    if (read instanceof Json.Read.Malformed malformed) {
      return new Refused(malformed.problem());
    }
    Faults faults = new Faults();
    Optional<StrictObject> object = StrictObject.of(((Json.Read.Tree) read).root(), "", faults);
    Optional<String> name =
        object.flatMap(
            fields ->
                named
                    ? fields.requiredText("name", MAX_NAME_CHARACTERS)
                    : fields.text("name", MAX_NAME_CHARACTERS));
    Optional<TemplateCheck> html =
        object.flatMap(fields -> fields.requiredText(HTML, MAX_BYTES)).map(checker::check);
    object.ifPresent(StrictObject::end);
    if (html.orElse(null) instanceof TemplateCheck.Refused refused) {
      faults.add(object.orElseThrow().pointerTo(HTML), refused.fault().message());
    }
    return faults.none()
        ? new Text(name, (CheckedTemplate) html.orElseThrow())
        : new Refused(faults.problem());
  }
}
