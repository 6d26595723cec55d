package dev.hookpress.render.font;

import com.openhtmltopdf.pdfboxout.PdfBoxRawPDFontMetrics;
import java.io.IOException;
import org.apache.fontbox.ttf.HorizontalHeaderTable;
import org.apache.fontbox.ttf.OS2WindowsMetricsTable;
import org.apache.fontbox.ttf.PostScriptTable;
import org.apache.fontbox.ttf.TrueTypeFont;

/** Reads a font's line height, underline and strikeout positions, as browsers do. */
final class LineMetrics {
  /** OS/2 table, fsSelection: use the typographic heights instead of those of the hhea table. */
  private static final int USE_TYPO_METRICS = 1 << 7;

  private static final float USUAL_THICKNESS = 50f;

  private LineMetrics() {}

  /** In thousandths of the font size. Half of the line gap is above, half below. */
  static PdfBoxRawPDFontMetrics of(TrueTypeFont font) throws IOException {
    float scale = 1000f / font.getUnitsPerEm();
    HorizontalHeaderTable header = font.getHorizontalHeader();
    OS2WindowsMetricsTable os2 = font.getOS2Windows();
    PostScriptTable post = font.getPostScript();
    boolean typographic = os2 != null && (os2.getFsSelection() & USE_TYPO_METRICS) != 0;
    float ascent = typographic ? os2.getTypoAscender() : header.getAscender();
    float descent = -(typographic ? os2.getTypoDescender() : header.getDescender());
    float gap = Math.max(0, typographic ? os2.getTypoLineGap() : header.getLineGap());
    if (ascent <= 0 && descent <= 0) {
      ascent = font.getHeader().getYMax();
      descent = -font.getHeader().getYMin();
    }
    float strikeout = os2 != null ? os2.getStrikeoutPosition() : 0;
    float strikeoutSize = os2 != null ? os2.getStrikeoutSize() : 0;
    float underline = post != null ? -post.getUnderlinePosition() : 0;
    float underlineSize = post != null ? post.getUnderlineThickness() : 0;
    return new PdfBoxRawPDFontMetrics(
        (ascent + gap / 2) * scale,
        (descent + gap / 2) * scale,
        -(strikeout > 0 ? strikeout : ascent / 3) * scale,
        strikeoutSize > 0 ? strikeoutSize * scale : USUAL_THICKNESS,
        (underline > 0 ? underline : descent) * scale,
        underlineSize > 0 ? underlineSize * scale : USUAL_THICKNESS,
        descent * scale);
  }
}
