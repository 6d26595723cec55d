package dev.hookpress.render.font;

import com.openhtmltopdf.svgsupport.OpenHtmlGvtFontFamily;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.batik.gvt.font.GVTFontFamily;

/**
 * The packaged faces for text in SVG, which is drawn by other means than text in HTML. Without
 * them, it would look different on each machine. Read-only once made, hence shared.
 */
final class SvgFonts extends OpenHtmlFontResolver {
  private static final Map<String, String> GENERIC =
      Map.of("SansSerif", "sans-serif", "Monospaced", "monospace");

  private final Map<String, GVTFontFamily> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final GVTFontFamily sans;

  private SvgFonts(Map<String, OpenHtmlGvtFontFamily> families) {
    for (FontFace face : FontFace.CORE) {
      for (String name : face.families()) {
        byName.put(GENERIC.getOrDefault(name, name), families.get(face.family()));
      }
    }
    this.sans = byName.get(FontFace.SANS.family());
  }

  /** Parses the faces for drawing; takes some tenths of a second. */
  static SvgFonts load() throws IOException {
    Map<String, OpenHtmlGvtFontFamily> families = new TreeMap<>();
    for (FontFace face : FontFace.CORE) {
      OpenHtmlGvtFontFamily family =
          families.computeIfAbsent(face.family(), OpenHtmlGvtFontFamily::new);
      try (InputStream in = SvgFonts.class.getResourceAsStream(face.resource())) {
        family.addFont(in.readAllBytes(), 12, weight(face), posture(face));
      } catch (FontFormatException e) {
        throw new IOException(face.resource() + " cannot be read", e);
      }
    }
    return new SvgFonts(families);
  }

  @Override
  public GVTFontFamily resolve(String family) {
    return byName.getOrDefault(family, sans);
  }

  @Override
  public GVTFontFamily getDefault() {
    return sans;
  }

  private static Float weight(FontFace face) {
    return switch (face.weight()) {
      case 600 -> TextAttribute.WEIGHT_SEMIBOLD;
      case 700 -> TextAttribute.WEIGHT_BOLD;
      default -> TextAttribute.WEIGHT_REGULAR;
    };
  }

  private static Float posture(FontFace face) {
    return face.italic() ? TextAttribute.POSTURE_OBLIQUE : TextAttribute.POSTURE_REGULAR;
  }
}
