package dev.hookpress.render.pdf;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.LogMessageId;
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.RenderWarning.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.regex.Pattern;

/**
 * Collects the warnings about a PDF for the client: without duplicates, the most important first,
 * bounded in number and length.
 */
final class Warnings implements Consumer<Diagnostic> {
  static final int MAX_WARNINGS = 20;

  /** Expected: controls and their content are printed, not filled in. */
  private static final LogMessageId NO_FORM =
      LogMessageId.LogMessageId1Param.GENERAL_PDF_FOUND_FORM_CONTROL_WITH_NO_ENCLOSING_FORM;

  private static final LogMessageId NO_NAME =
      LogMessageId.LogMessageId2Param.GENERAL_PDF_FOUND_ELEMENT_WITHOUT_ATTRIBUTE_NAME;

  /** What the tags lack is refused or corrected. */
  private static final Set<LogMessageId> ACCESSIBILITY =
      Set.of(
          LogMessageId.LogMessageId0Param.GENERAL_PDF_ACCESSIBILITY_NO_DOCUMENT_TITLE_PROVIDED,
          LogMessageId.LogMessageId0Param
              .GENERAL_PDF_ACCESSIBILITY_NO_DOCUMENT_DESCRIPTION_PROVIDED,
          LogMessageId.LogMessageId0Param
              .GENERAL_PDF_ACCESSIBILITY_NO_ALT_ATTRIBUTE_PROVIDED_FOR_IMAGE,
          LogMessageId.LogMessageId1Param.GENERAL_PDF_ACCESSIBILITY_NO_TITLE_TEXT_PROVIDED_FOR,
          LogMessageId.LogMessageId3Param.GENERAL_PDF_ACCESSIBILITY_INCOMPATIBLE_CHILD);

  private static final int MAX_CHARACTERS = 240;

  /** Written by authors for other programs. */
  private static final Pattern VENDOR_PREFIX =
      Pattern.compile("-(webkit|moz|ms|o|khtml|apple|epub)-|mso-|\\bzoom\\b|progid");

  private final Map<Kind, Set<String>> warnings = new EnumMap<>(Kind.class);

  Warnings(Collection<RenderWarning> first) {
    first.forEach(this::add);
  }

  void add(RenderWarning warning) {
    Set<String> known = warnings.computeIfAbsent(warning.kind(), it -> new LinkedHashSet<>());
    if (known.size() < MAX_WARNINGS) {
      String line = warning.text().replaceAll("\\s+", " ").strip();
      known.add(line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…");
    }
  }

  /** Reports content that is missing from the PDF. */
  void lost(String warning) {
    add(RenderWarning.content(warning));
  }

  void layout(String warning) {
    add(RenderWarning.layout(warning));
  }

  void looks(String warning) {
    add(RenderWarning.looks(warning));
  }

  /** Whether a warning about this exists already. */
  boolean mention(String what) {
    return warnings.values().stream()
        .flatMap(Set::stream)
        .anyMatch(warning -> warning.contains(what));
  }

  @Override
  public void accept(Diagnostic diagnostic) {
    LogMessageId id = diagnostic.getLogMessageId();
    if (diagnostic.getLevel().intValue() < Level.WARNING.intValue()
        || ACCESSIBILITY.contains(id)
        || id == NO_FORM
        || id == NO_NAME) {
      return;
    }
    Object[] args = diagnostic.getArgs();
    if (id == LogMessageId.LogMessageId2Param.CSS_PARSE_GENERIC_MESSAGE) {
      String message = String.valueOf(args[1]);
      if (!VENDOR_PREFIX.matcher(message).find()) {
        looks("CSS not understood: " + message);
      }
    } else if (id == LogMessageId.LogMessageId2Param.LOAD_RESOURCE_ACCESS_REJECTED
        || id == LogMessageId.LogMessageId1Param.LOAD_UNABLE_TO_LOAD_CSS_FROM_URI) {
      // Already reported by the component that refused it.
      return;
    } else {
      looks(diagnostic.getFormattedMessage());
    }
  }

  /** The first warning about missing content. */
  Optional<String> firstLoss() {
    return warnings.entrySet().stream()
        .filter(entry -> entry.getKey().isLoss())
        .flatMap(entry -> entry.getValue().stream())
        .findFirst();
  }

  List<String> toList() {
    return warnings.values().stream().flatMap(Set::stream).limit(MAX_WARNINGS).toList();
  }
}
