package dev.hookpress.api.templates;

import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.template.CheckedTemplate;
import dev.hookpress.template.TemplateCheck;
import dev.hookpress.template.TemplateChecker;
import java.util.List;
import java.util.Optional;

/** The result of reading a request to store a template's text. */
sealed interface TemplateRequest {
  /** The limit of a request body: at most 1 MiB of HTML, plus JSON escapes. */
  int MAX_BYTES = 4 * 1024 * 1024;

  /** The name of the field with the text. */
  String HTML = "html";

  /** The name of the field with the template's language. */
  String ENGINE = "engine";

  /** The limit of styles beside a template. */
  int MAX_CSS_CHARACTERS = 256 * 1024;

  /** The limit of a name. */
  int MAX_NAME_CHARACTERS = 200;

  /**
   * A template.
   *
   * @param name empty if the request has none
   * @param warnings what was passed over
   */
  record Text(Optional<String> name, CheckedTemplate html, List<String> warnings)
      implements TemplateRequest {}

  /** The request is invalid. */
  record Refused(Problem problem) implements TemplateRequest {}

  /**
   * Reads {@code name} and {@code html}, and compiles the template, which may take a second.
   *
   * @param named whether a name is required
   * @param format decides on the language of a template without {@code engine}
   */
  static TemplateRequest read(
      byte[] body, boolean named, TemplateChecker checker, TemplateFormat format) {
    Json.Read read = Json.read(body);
    if (read instanceof Json.Read.Malformed malformed) {
      return new Refused(malformed.problem());
    }
    Faults faults = format.tolerant() ? Faults.tolerant() : new Faults();
    Optional<StrictObject> object = StrictObject.of(((Json.Read.Tree) read).root(), "", faults);
    Optional<String> name =
        object.flatMap(
            fields ->
                named
                    ? fields.requiredText("name", MAX_NAME_CHARACTERS)
                    : fields.text("name", MAX_NAME_CHARACTERS));
    Optional<TemplateLanguage> language =
        object
            .flatMap(fields -> fields.word(ENGINE, List.of("handlebars", "liquid")))
            .flatMap(TemplateLanguage::parse);
    Optional<TemplateCheck> html =
        object
            .flatMap(fields -> text(fields, format, faults))
            .map(text -> checker.check(language.orElse(format.language()), text));
    Optional<String> settings = object.flatMap(fields -> format.settings(fields, faults));
    object.ifPresent(StrictObject::end);
    if (html.orElse(null) instanceof TemplateCheck.Refused refused) {
      faults.add(object.orElseThrow().pointerTo(HTML), refused.fault().message());
    }
    return faults.none()
        ? new Text(name, ((CheckedTemplate) html.orElseThrow()).with(settings), faults.warnings())
        : new Refused(faults.problem());
  }

  /** The template with the styles that a vendor's request has beside it. */
  private static Optional<String> text(StrictObject fields, TemplateFormat format, Faults faults) {
    if (!format.tolerant()) {
      return fields.requiredText(HTML, MAX_BYTES);
    }
    if (fields.object("mockData").isPresent()) {
      faults.withoutEffect(fields.pointerTo("mockData"), "there is no preview.");
    }
    Optional<String> styles = fields.text("customCss", MAX_CSS_CHARACTERS);
    Optional<String> vendors = fields.text("htmlTemplate", MAX_BYTES);
    Optional<String> text = vendors.isPresent() ? vendors : fields.requiredText(HTML, MAX_BYTES);
    if (styles.isPresent() && styles.get().contains("</")) {
      faults.add(fields.pointerTo("customCss"), "Must not contain </.");
    }
    return text.map(html -> html + styles.map(css -> "<style>" + css + "</style>").orElse(""));
  }
}
