package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TemplateData;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code parts} of the native format: one text, or a list of texts and of {@code url}, {@code
 * html}, {@code pdf} and {@code template} parts. A text is a URL or HTML.
 */
final class NativeParts {
  private static final int MAX_PARTS = 100;
  private static final List<String> KINDS = List.of("url", "html", "pdf", "template");
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
  private static final int MAX_ID_CHARACTERS = 64;
  // Readers accept the %PDF- header within the first 1,024 bytes (ISO 32000-1 Annex H, note 13).
  private static final int MARK_WITHIN_BYTES = 1024;

  private final UrlRules urls;
  private final Faults faults;

  private NativeParts(UrlRules urls, Faults faults) {
    this.urls = urls;
    this.faults = faults;
  }

  static List<Part> read(StrictObject request, UrlRules urls, Faults faults) {
    return request
        .requiredValue("parts")
        .map(value -> new NativeParts(urls, faults).parts(value, request.pointerTo("parts")))
        .orElse(List.of());
  }

  private List<Part> parts(JsonNode value, String pointer) {
    if (value.isTextual()) {
      return text(value, pointer).map(List::of).orElse(List.of());
    }
    if (!value.isArray()) {
      faults.add(
          pointer, "Must be a URL, HTML or a list of parts, not " + StrictObject.kind(value) + ".");
      return List.of();
    }
    if (value.isEmpty() || value.size() > MAX_PARTS) {
      faults.add(pointer, "Must hold 1 to " + MAX_PARTS + " parts.");
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String each = pointer + "/" + i;
      Optional<Part> part =
          value.get(i).isTextual()
              ? text(value.get(i), each)
              : StrictObject.of(value.get(i), each, faults).flatMap(this::part);
      part.ifPresent(parts::add);
    }
    return parts;
  }

  /** Reads a part that is a text alone: a URL, or HTML, which begins with a tag. */
  private Optional<Part> text(JsonNode value, String pointer) {
    return value.textValue().stripLeading().startsWith("<")
        ? StrictObject.text(value, pointer, MAX_CHARACTERS, faults).map(Part.Html::new)
        : urls.read(value, pointer).map(Part.Url::new);
  }

  private Optional<Part> part(StrictObject object) {
    List<String> given = KINDS.stream().filter(kind -> object.value(kind).isPresent()).toList();
    Optional<Part> filled = given.equals(List.of("template")) ? template(object) : Optional.empty();
    object.end();
    if (given.size() != 1) {
      faults.add(object.pointer(), "Must have exactly one of url, html, pdf and template.");
      return Optional.empty();
    }
    String pointer = object.pointerTo(given.get(0));
    JsonNode value = object.value(given.get(0)).orElseThrow();
    return switch (given.get(0)) {
      case "url" -> urls.read(value, pointer).map(Part.Url::new);
      case "html" -> StrictObject.text(value, pointer, MAX_CHARACTERS, faults).map(Part.Html::new);
      case "pdf" -> pdf(value, pointer);
      default -> filled;
    };
  }

  /**
   * Reads a template part with its {@code data} and its {@code version}; the default is the newest.
   */
  private Optional<Part> template(StrictObject object) {
    String dataJson = TemplateData.read(object, faults);
    int version = object.integer("version", 1, Integer.MAX_VALUE).orElse(TemplateVersion.NEWEST);
    Optional<String> text = object.text("template", MAX_ID_CHARACTERS);
    Optional<TemplateId> id = text.flatMap(NativeIds::template);
    if (text.isPresent() && id.isEmpty()) {
      faults.add(object.pointerTo("template"), "Must be the id of a template: tpl_ and a ULID.");
    }
    return id.map(known -> new Part.Template(new TemplateVersion(known, version), dataJson));
  }

  private Optional<Part> pdf(JsonNode value, String pointer) {
    if (value.isTextual() && looksLikeUrl(value.textValue())) {
      return urls.read(value, pointer).map(Part.PdfUrl::new);
    }
    Optional<byte[]> bytes =
        StrictObject.text(value, pointer, MAX_CHARACTERS, faults)
            .flatMap(text -> base64(text, pointer));
    if (bytes.isPresent() && !marked(bytes.get())) {
      faults.add(pointer, "Is not a PDF: it does not begin with %PDF-.");
      return Optional.empty();
    }
    return bytes.map(Part.PdfBytes::new);
  }

  private Optional<byte[]> base64(String text, String pointer) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      faults.add(pointer, "Must be a PDF in base64 (RFC 4648 §4), or the URL of one.");
      return Optional.empty();
    }
  }

  private static boolean looksLikeUrl(String text) {
    return text.length() >= 8
        && text.substring(0, 8).toLowerCase(Locale.ROOT).matches("https?:/.*");
  }

  private static boolean marked(byte[] bytes) {
    int length = Math.min(bytes.length, MARK_WITHIN_BYTES);
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("%PDF-");
  }
}
