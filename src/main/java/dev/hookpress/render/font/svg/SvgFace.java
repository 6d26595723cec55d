package dev.hookpress.render.font.svg;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.text.CharacterIterator;
import java.util.function.Supplier;
import org.apache.batik.gvt.font.GVTFont;
import org.apache.batik.gvt.font.GVTGlyphVector;
import org.apache.batik.gvt.font.GVTLineMetrics;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * A packaged face at one size.
 *
 * @param family as the drawing names it
 * @param outlines the same face for Java, which measures it
 * @param embedded embeds the face into the PDF when its first text is drawn
 */
public record SvgFace(String family, Font outlines, Supplier<PDFont> embedded) implements GVTFont {
  @Override
  public boolean canDisplay(char character) {
    return outlines.canDisplay(character);
  }

  @Override
  public int canDisplayUpTo(String text) {
    return outlines.canDisplayUpTo(text);
  }

  @Override
  public int canDisplayUpTo(char[] text, int start, int limit) {
    return outlines.canDisplayUpTo(text, start, limit);
  }

  @Override
  public int canDisplayUpTo(CharacterIterator text, int start, int limit) {
    return outlines.canDisplayUpTo(text, start, limit);
  }

  @Override
  public GVTGlyphVector createGlyphVector(FontRenderContext context, char[] text) {
    return createGlyphVector(context, new String(text));
  }

  @Override
  public GVTGlyphVector createGlyphVector(FontRenderContext context, CharacterIterator text) {
    StringBuilder copy = new StringBuilder();
    for (char c = text.first(); c != CharacterIterator.DONE; c = text.next()) {
      copy.append(c);
    }
    return createGlyphVector(context, copy.toString());
  }

  @Override
  public GVTGlyphVector createGlyphVector(FontRenderContext context, String text) {
    GlyphVector glyphs = outlines.createGlyphVector(context, text);
    return new SvgGlyphs(glyphs, this, context, text);
  }

  @Override
  public GVTGlyphVector createGlyphVector(
      FontRenderContext context, int[] glyphs, CharacterIterator text) {
    return createGlyphVector(context, text);
  }

  @Override
  public GVTFont deriveFont(float size) {
    return new SvgFace(family, outlines.deriveFont(size), embedded);
  }

  @Override
  public String getFamilyName() {
    return family;
  }

  @Override
  public GVTLineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new GVTLineMetrics(outlines.getLineMetrics(text, context));
  }

  @Override
  public GVTLineMetrics getLineMetrics(
      char[] text, int start, int limit, FontRenderContext context) {
    return new GVTLineMetrics(outlines.getLineMetrics(text, start, limit, context));
  }

  @Override
  public GVTLineMetrics getLineMetrics(
      CharacterIterator text, int start, int limit, FontRenderContext context) {
    return new GVTLineMetrics(outlines.getLineMetrics(text, start, limit, context));
  }

  @Override
  public GVTLineMetrics getLineMetrics(
      String text, int start, int limit, FontRenderContext context) {
    return new GVTLineMetrics(outlines.getLineMetrics(text, start, limit, context));
  }

  @Override
  public float getSize() {
    return outlines.getSize2D();
  }

  @Override
  public float getVKern(int first, int second) {
    return 0;
  }

  @Override
  public float getHKern(int first, int second) {
    return 0;
  }
}
