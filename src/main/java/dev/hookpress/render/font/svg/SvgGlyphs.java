package dev.hookpress.render.font.svg;

import com.openhtmltopdf.svgsupport.OpenHtmlGvtGlyphVector;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Point2D;
import java.text.AttributedCharacterIterator;
import org.apache.batik.gvt.text.GVTAttributedCharacterIterator.TextAttribute;
import org.apache.batik.gvt.text.TextPaintInfo;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * The glyphs of a text in one face. They are drawn as text in the PDF, which can be selected and
 * searched, where they stand upright on a line in one colour; otherwise as outlines.
 */
final class SvgGlyphs extends OpenHtmlGvtGlyphVector {
  /** Positions that differ by less, relative to the size, are those that the face gives. */
  private static final double SAME_PLACE = 0.01;

  private final GlyphVector glyphs;
  private final SvgFace face;
  private final String text;

  SvgGlyphs(GlyphVector glyphs, SvgFace face, FontRenderContext context, String text) {
    super(glyphs, face, context);
    this.glyphs = glyphs;
    this.face = face;
    this.text = text;
  }

  @Override
  public void draw(Graphics2D graphics, AttributedCharacterIterator attributes) {
    TextPaintInfo paint = (TextPaintInfo) attributes.getAttribute(TextAttribute.PAINT_INFO);
    if (paint == null) {
      graphics.fill(glyphs.getOutline());
      return;
    }
    if (!paint.visible) {
      return;
    }
    if (paint.composite != null) {
      graphics.setComposite(paint.composite);
    }
    if (paint.fillPaint != null) {
      graphics.setPaint(paint.fillPaint);
      if (graphics instanceof PdfBoxGraphics2D pdf && isText(paint)) {
        drawText(pdf);
      } else {
        graphics.fill(glyphs.getOutline());
      }
    }
    if (paint.strokePaint != null && paint.strokeStroke != null) {
      graphics.setPaint(paint.strokePaint);
      graphics.setStroke(paint.strokeStroke);
      graphics.draw(glyphs.getOutline());
    }
  }

  private boolean isText(TextPaintInfo paint) {
    if (!(paint.fillPaint instanceof Color) || glyphs.getNumGlyphs() != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (glyphs.getGlyphTransform(i) != null || Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Draws glyphs that follow each other as the face places them together. */
  private void drawText(PdfBoxGraphics2D graphics) {
    graphics.setFont(face.outlines());
    graphics.setFontTextDrawer(new Drawer(face.embedded().get()));
    int start = 0;
    while (start < text.length()) {
      int end = start + 1;
      while (end < text.length() && follows(end)) {
        end++;
      }
      String part = text.substring(start, end);
      if (!part.isBlank()) {
        Point2D at = glyphs.getGlyphPosition(start);
        graphics.drawString(part, (float) at.getX(), (float) at.getY());
      }
      start = end;
    }
  }

  private boolean follows(int index) {
    Point2D before = glyphs.getGlyphPosition(index - 1);
    Point2D at = glyphs.getGlyphPosition(index);
    double expected = before.getX() + glyphs.getGlyphMetrics(index - 1).getAdvanceX();
    double max = SAME_PLACE * face.getSize();
    return Math.abs(at.getX() - expected) < max && Math.abs(at.getY() - before.getY()) < max;
  }

  /** Draws in one embedded font, whatever Java calls it. */
  private static final class Drawer extends PdfBoxGraphics2DFontTextDrawer {
    private final PDFont embedded;

    Drawer(PDFont embedded) {
      this.embedded = embedded;
    }

    @Override
    protected PDFont mapFont(Font font, IFontTextDrawerEnv env) {
      return embedded;
    }
  }
}
