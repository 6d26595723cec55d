package dev.hookpress.dialect.vortex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.AccessReader;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TemplateData;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.job.url.PageAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code parts} of Vortex PDF's format: one part, or a list of 1 to 50 parts. A part is a
 * string, which is HTML if it begins with a tag and a URL otherwise, or an object with a {@code
 * type} and a {@code content}.
 */
final class VortexParts {
  private static final int MAX_PARTS = 50;
  private static final List<String> TYPES = List.of("url", "html", "template");
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
  private static final int MAX_ID_CHARACTERS = 64;

  private final UrlRules urls;
  private final PageAccess access;
  private final Faults faults;

  private VortexParts(UrlRules urls, PageAccess access, Faults faults) {
    this.urls = urls;
    this.access = access;
    this.faults = faults;
  }

  static List<Part> read(StrictObject request, UrlRules urls, Faults faults) {
    return request
        .requiredValue("parts")
        .map(
            value ->
                new VortexParts(urls, access(request, faults), faults)
                    .parts(value, request.pointerTo("parts")))
        .orElse(List.of());
  }

  private List<Part> parts(JsonNode value, String pointer) {
    if (!value.isArray()) {
      return part(value, pointer).stream().toList();
    }
    if (value.isEmpty() || value.size() > MAX_PARTS) {
      faults.add(pointer, "Must hold 1 to " + MAX_PARTS + " parts.");
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      part(value.get(i), pointer + "/" + i).ifPresent(parts::add);
    }
    return parts;
  }

  private Optional<Part> part(JsonNode value, String pointer) {
    if (value.isTextual()) {
      return value.textValue().stripLeading().startsWith("<")
          ? html(value, pointer)
          : page(value, pointer);
    }
    if (!value.isObject()) {
      faults.add(
          pointer,
          "Must be a URL, HTML that begins with a tag, or an object with type and content, not "
              + StrictObject.kind(value)
              + ".");
      return Optional.empty();
    }
    return StrictObject.of(value, pointer, faults).flatMap(this::typed);
  }

  private Optional<Part> typed(StrictObject object) {
    object.requiredValue("type");
    Optional<String> type = object.word("type", TYPES);
    Optional<JsonNode> content = object.requiredValue("content");
    object.end();
    if (type.isEmpty() || content.isEmpty()) {
      return Optional.empty();
    }
    String pointer = object.pointerTo("content");
    return switch (type.get()) {
      case "url" -> page(content.get(), pointer);
      case "html" -> html(content.get(), pointer);
      default -> StrictObject.of(content.get(), pointer, faults).flatMap(this::template);
    };
  }

  private Optional<Part> page(JsonNode value, String pointer) {
    return urls.read(value, pointer).map(url -> new Part.Url(url, access));
  }

  /** The one cookie of a request goes to the pages of its domain. */
  private static PageAccess access(StrictObject request, Faults faults) {
    return request
        .object("set_cookie")
        .flatMap(cookie -> AccessReader.cookie(cookie, faults))
        .map(cookie -> new PageAccess(Map.of(), List.of(cookie)))
        .orElse(PageAccess.NONE);
  }

  private Optional<Part> html(JsonNode value, String pointer) {
    return StrictObject.text(value, pointer, MAX_CHARACTERS, faults).map(Part.Html::new);
  }

  private Optional<Part> template(StrictObject content) {
    Optional<String> given = content.requiredText("template_id", MAX_ID_CHARACTERS);
    String context = TemplateData.read(content, "context", faults);
    content.end();
    Optional<TemplateId> id = given.flatMap(VortexDialect::template);
    if (given.isPresent() && id.isEmpty()) {
      faults.add(
          content.pointerTo("template_id"),
          "Must be the id or the name of a template that is stored here.");
    }
    return id.map(
        known -> new Part.Template(new TemplateVersion(known, TemplateVersion.NEWEST), context));
  }
}
