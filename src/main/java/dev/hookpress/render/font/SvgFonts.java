package dev.hookpress.render.font;

import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import dev.hookpress.render.font.svg.SvgFace;
import dev.hookpress.render.font.svg.SvgFamily;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.batik.gvt.font.GVTFontFamily;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * The packaged faces for text in the SVG of one document, which Batik places and not the engine.
 * Without them its look would depend on the machine. A document's own faces are not used: Java
 * measures the text, with native code.
 */
final class SvgFonts extends OpenHtmlFontResolver {
  private final Fonts fonts;
  private final Function<FontFace, PDFont> embedding;

  /** At most one entry per packaged face. */
  private final Map<FontFace, SvgFace> faces = new HashMap<>();

  /**
   * Loads nothing yet.
   *
   * @param embedding embeds a face, each once
   */
  SvgFonts(Fonts fonts, Function<FontFace, PDFont> embedding) {
    this.fonts = fonts;
    this.embedding = embedding;
  }

  @Override
  public GVTFontFamily getFamilyThatCanDisplay(char character) {
    return fonts
        .fallbacks()
        .family(character, HanStyle.SIMPLIFIED)
        .map(
            family ->
                (GVTFontFamily)
                    new SvgFamily(
                        family, (weight, italic) -> face(fonts.fallbacks().face(family, weight))))
        .orElseGet(this::getDefault);
  }

  /** The family or its substitute; null if there is none, and the next of the list is tried. */
  @Override
  public GVTFontFamily resolve(String family) {
    FontFamilies packaged = fonts.packagedFamilies();
    Optional<String> name =
        packaged
            .faceOrTwin(family, 400, false)
            .map(FontFace::family)
            .or(() -> FontNames.standIn(family));
    return name.map(this::family).orElse(null);
  }

  @Override
  public GVTFontFamily getDefault() {
    return family(FontNames.SANS);
  }

  private SvgFamily family(String name) {
    return new SvgFamily(
        name,
        (weight, italic) ->
            face(fonts.packagedFamilies().face(name, weight, italic).orElseThrow()));
  }

  private SvgFace face(FontFace face) {
    return faces.computeIfAbsent(
        face,
        missing ->
            new SvgFace(
                missing.family(),
                fonts.shaper().outlines(missing),
                () -> embedding.apply(missing)));
  }
}
