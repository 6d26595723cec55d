package dev.hookpress.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.FontResolver;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.render.FSFont;
import java.io.Closeable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Remembers, for one document, which fonts a style asks for. The engine asks for each text anew and
 * sorts all faces for the answer, which was a fifth of an invoice's time.
 */
final class ResolvedFonts implements FontResolver, Closeable {
  // Documents have some ten styles, of some five families. A hostile one has as many as nodes, of
  // as many as fit into its CSS, and all of these would not fit into memory together: beyond these
  // bounds the engine is asked each time.
  private static final int MAX_STYLES = 512;
  private static final int MAX_FAMILIES = 32;

  private final PdfBoxFontResolver engine;
  private final Consumer<String> registration;

  /** The families that were asked for, and registered as far as they are there. */
  private final Set<String> families = new HashSet<>();

  private final Map<Style, FSFont> resolved = new HashMap<>();

  /**
   * Makes one.
   *
   * @param registration is given each family once, before the engine looks for it
   */
  ResolvedFonts(PdfBoxFontResolver engine, Consumer<String> registration) {
    this.engine = engine;
    this.registration = registration;
  }

  /** All that the engine's answer depends on. */
  private record Style(
      List<String> families, float size, IdentValue weight, IdentValue style, IdentValue variant) {
    static Style of(FontSpecification asked) {
      return new Style(
          asked.families == null ? List.of() : List.of(asked.families),
          asked.size,
          asked.fontWeight,
          asked.fontStyle,
          asked.variant);
    }
  }

  @Override
  public FSFont resolveFont(SharedContext context, FontSpecification asked) {
    if (asked.families != null && asked.families.length > MAX_FAMILIES) {
      return resolve(context, asked);
    }
    Style style = Style.of(asked);
    FSFont known = resolved.get(style);
    if (known == null) {
      known = resolve(context, asked);
      if (resolved.size() < MAX_STYLES) {
        resolved.put(style, known);
      }
    }
    return known;
  }

  private FSFont resolve(SharedContext context, FontSpecification asked) {
    if (asked.families != null) {
      Stream.of(asked.families).filter(families::add).forEach(registration);
    }
    return engine.resolveFont(context, asked);
  }

  @Override
  public void close() {
    engine.close();
  }
}
