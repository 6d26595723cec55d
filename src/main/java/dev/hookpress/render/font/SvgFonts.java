package dev.hookpress.render.font;

import com.openhtmltopdf.svgsupport.OpenHtmlGvtFontFamily;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.batik.gvt.font.GVTFontFamily;

/**
 * The packaged faces for text in SVG, which Batik draws and not the engine. Without them its look
 * would depend on the machine. A family is parsed once on first use and shared by all threads.
 */
final class SvgFonts extends OpenHtmlFontResolver {
  private final FontFamilies families;
  private final Fallbacks fallbacks;

  /** Bounded by the number of packaged families. */
  private final Map<String, GVTFontFamily> parsed = new ConcurrentHashMap<>();

  SvgFonts(FontFamilies families, Fallbacks fallbacks) {
    this.families = families;
    this.fallbacks = fallbacks;
  }

  @Override
  public GVTFontFamily getFamilyThatCanDisplay(char character) {
    return fallbacks
        .family(character, HanStyle.SIMPLIFIED)
        .map(this::parsed)
        .orElseGet(this::getDefault);
  }

  /** The family or its substitute; null if there is none, and the next of the list is tried. */
  @Override
  public GVTFontFamily resolve(String family) {
    Optional<FontFace> face = families.faceOrTwin(family, 400, false);
    Optional<String> name = face.map(FontFace::family).or(() -> FontNames.standIn(family));
    return name.map(this::parsed).orElse(null);
  }

  @Override
  public GVTFontFamily getDefault() {
    return parsed(FontNames.SANS);
  }

  private GVTFontFamily parsed(String family) {
    return parsed.computeIfAbsent(family, this::parse);
  }

  private GVTFontFamily parse(String name) {
    OpenHtmlGvtFontFamily family = new OpenHtmlGvtFontFamily(name);
    try {
      for (FontFace face : families.faces(name)) {
        family.addFont(
            Fonts.bytes(face),
            12,
            face.weight() == 700 ? TextAttribute.WEIGHT_BOLD : TextAttribute.WEIGHT_REGULAR,
            face.italic() ? TextAttribute.POSTURE_OBLIQUE : TextAttribute.POSTURE_REGULAR);
      }
    } catch (FontFormatException e) {
      throw new IllegalStateException("The packaged font " + name + " cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The packaged font " + name + " cannot be read", e);
    }
    return family;
  }
}
