package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TailwindReader;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.job.pdf.PdfFeatures;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code options} of the native format. */
final class NativeOptions {
  private static final int MAX_HTML_CHARACTERS = 64 * 1024;
  private static final int MAX_INFO_CHARACTERS = 1024;
  private static final int MAX_LANGUAGE_CHARACTERS = 35;
  private static final int MAX_FILENAME_CHARACTERS = 200;
  // The longest password that AES-256 encryption accepts (ISO 32000-2 §7.6.4.3.3).
  private static final int MAX_PASSWORD_BYTES = 127;
  private static final List<String> INFO =
      List.of("title", "author", "subject", "keywords", "creator");
  private static final double SCALE_STEPS = 20;
  private static final double ROUNDING = 1e-9;
  private static final String STANDARD_FILENAME = "document.pdf";

  private NativeOptions() {}

  static RenderOptions read(StrictObject request, UrlRules urls, Faults faults) {
    StrictObject options =
        request
            .object("options")
            .or(() -> StrictObject.of(JsonNodeFactory.instance.objectNode(), "", faults))
            .orElseThrow();
    PageLayout layout = NativeLayout.read(options, faults);
    RenderOptions read =
        new RenderOptions(
            layout,
            options.text("header", MAX_HTML_CHARACTERS),
            options.text("footer", MAX_HTML_CHARACTERS),
            info(options, faults),
            filename(options, faults),
            password(options, "user_password", faults),
            password(options, "owner_password", faults),
            TailwindReader.read(options, faults),
            fit(options, faults),
            print(options, faults),
            NativeEngine.read(options, faults),
            PdfFeatures.NONE,
            List.of());
    RenderOptions featured = NativeFeatures.read(options, read, urls, faults);
    RenderOptions whole = NativeSteps.read(options, featured, urls, faults);
    options.end();
    return whole;
  }

  private static PrintOptions print(StrictObject options, Faults faults) {
    PrintOptions standard = PrintOptions.STANDARD;
    boolean single = options.bool("single_page").orElse(standard.singlePage());
    Optional<Boolean> cssPageSize = options.bool("prefer_css_page_size");
    if (single && cssPageSize.orElse(false)) {
      faults.add(
          options.pointerTo("prefer_css_page_size"),
          "Cannot go with single_page, whose page is as high as the content.");
    }
    PrintOptions read =
        new PrintOptions(
            options.bool("backgrounds").orElse(standard.backgrounds()),
            !single && cssPageSize.orElse(standard.cssPageSize()),
            options.word("media", List.of("print", "screen")).filter("screen"::equals).isPresent(),
            single,
            PageSelection.read(options, "pages", faults));
    return options.bool("test").orElse(false) ? read.tested() : read;
  }

  private static ContentFit fit(StrictObject options, Faults faults) {
    ContentFit standard = ContentFit.STANDARD;
    boolean shrink =
        options.word("fit", List.of("shrink", "clip")).map("shrink"::equals).orElse(true);
    return new ContentFit(
        options.value("scale").map(it -> scale(it, options, faults)).orElse(standard.scale()),
        shrink,
        options.bool("strict").orElse(standard.strict()));
  }

  private static double scale(JsonNode value, StrictObject options, Faults faults) {
    double scale = value.isNumber() ? value.doubleValue() : -1;
    double steps = scale * SCALE_STEPS;
    if (!(scale >= ContentFit.LEAST_SCALE && scale <= ContentFit.MAX_SCALE)
        || Math.abs(steps - Math.rint(steps)) > ROUNDING) {
      faults.add(options.pointerTo("scale"), "Must be a number from 0.5 to 2 in steps of 0.05.");
      return ContentFit.STANDARD.scale();
    }
    return scale;
  }

  private static Map<String, String> info(StrictObject options, Faults faults) {
    Optional<StrictObject> given = options.object("metadata");
    Map<String, String> info = given.map(it -> entries(it, faults)).orElse(Map.of());
    given.ifPresent(StrictObject::end);
    return info;
  }

  /** Reads the entries of metadata. */
  static Map<String, String> entries(StrictObject given, Faults faults) {
    Map<String, String> info = new LinkedHashMap<>();
    for (String name : INFO) {
      given.text(name, MAX_INFO_CHARACTERS).ifPresent(text -> info.put(name, text));
    }
    language(given, faults).ifPresent(tag -> info.put(PdfFeatures.LANGUAGE, tag));
    return info;
  }

  private static Optional<String> language(StrictObject metadata, Faults faults) {
    Optional<String> tag = metadata.text("language", MAX_LANGUAGE_CHARACTERS);
    if (tag.isPresent() && Locale.forLanguageTag(tag.get()).getLanguage().isEmpty()) {
      faults.add(metadata.pointerTo("language"), "Must be a language tag, such as en or de-AT.");
      return Optional.empty();
    }
    return tag;
  }

  private static String filename(StrictObject options, Faults faults) {
    Optional<String> given = options.text("filename", MAX_FILENAME_CHARACTERS).map(String::strip);
    if (given.isEmpty()) {
      return STANDARD_FILENAME;
    }
    String name = given.get();
    if (!isFileName(name)) {
      faults.add(
          options.pointerTo("filename"),
          "Must be a file's name: no slashes, no control characters.");
      return STANDARD_FILENAME;
    }
    return name.toLowerCase(Locale.ROOT).endsWith(".pdf") ? name : name + ".pdf";
  }

  /** Whether a file may have this name. */
  static boolean isFileName(String name) {
    return !name.isEmpty() && name.chars().noneMatch(NativeOptions::unfitForName);
  }

  /**
   * Whether the character is barred from file names: path separators, and control and format
   * characters, which make a name look like another.
   */
  private static boolean unfitForName(int character) {
    return character == '/'
        || character == '\\'
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT
        || Character.getType(character) == Character.LINE_SEPARATOR
        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
  }

  private static Optional<String> password(StrictObject options, String name, Faults faults) {
    Optional<String> given = options.text(name, MAX_PASSWORD_BYTES);
    if (given.isPresent()
        && given.get().getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES) {
      faults.add(options.pointerTo(name), "Is longer than 127 bytes.");
      return Optional.empty();
    }
    return given;
  }
}
