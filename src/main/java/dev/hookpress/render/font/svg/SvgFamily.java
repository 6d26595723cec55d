package dev.hookpress.render.font.svg;

import java.awt.font.TextAttribute;
import java.text.AttributedCharacterIterator;
import java.util.Map;
import org.apache.batik.gvt.font.GVTFont;
import org.apache.batik.gvt.font.GVTFontFace;
import org.apache.batik.gvt.font.GVTFontFamily;

/**
 * A family that a drawing names.
 *
 * @param faces chooses the face for a style
 */
public record SvgFamily(String name, Faces faces) implements GVTFontFamily {
  /** Chooses a face of one family. */
  @FunctionalInterface
  public interface Faces {
    /** The closest face, at any size; {@code weight} as in CSS. */
    SvgFace closest(int weight, boolean italic);
  }

  @Override
  public String getFamilyName() {
    return name;
  }

  @Override
  public GVTFontFace getFontFace() {
    return new GVTFontFace(name);
  }

  @Override
  public GVTFont deriveFont(float size, AttributedCharacterIterator text) {
    return deriveFont(size, text.getAttributes());
  }

  @Override
  public GVTFont deriveFont(float size, @SuppressWarnings("rawtypes") Map attributes) {
    Object posture = attributes.get(TextAttribute.POSTURE);
    boolean italic = posture instanceof Float slant && slant > 0;
    return faces.closest(weight(attributes.get(TextAttribute.WEIGHT)), italic).deriveFont(size);
  }

  /** The weight of CSS that Batik has translated to Java's. */
  private static int weight(Object translated) {
    float weight = translated instanceof Float given ? given : TextAttribute.WEIGHT_REGULAR;
    if (weight <= TextAttribute.WEIGHT_REGULAR) {
      return 400;
    }
    if (weight <= TextAttribute.WEIGHT_SEMIBOLD) {
      return 500;
    }
    return weight < TextAttribute.WEIGHT_BOLD ? 600 : 700;
  }

  @Override
  public boolean isComplex() {
    return false;
  }
}
