package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import java.io.IOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A PDF embeds of a face what its text needs, and readers find it all. */
class SubsetFontTest {
  private static final String TEXT = "<p style='font:20pt Arial'>Hello world, hello</p>";

  /** H e l o w r d h comma, and the space. */
  private static final int GLYPHS = 10;

  @Test
  void onlyTheGlyphsOfTheTextAreEmbedded() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(Rendering.pdf(Rendering.render(TEXT)).bytes())) {
      PDType0Font font = onlyFont(pdf);
      byte[] program = font.getFontDescriptor().getFontFile2().toByteArray();
      COSArray widths = font.getDescendantFont().getCOSObject().getCOSArray(COSName.W);

      try (TrueTypeFont embedded = new TTFParser(true).parse(new RandomAccessReadBuffer(program))) {
        assertThat(embedded.getNumberOfGlyphs()).isEqualTo(GLYPHS + 1);
      }
      assertThat(((COSArray) widths.getObject(1)).size()).isEqualTo(GLYPHS);
    }
  }

  @Test
  void widthsInThePdfAreThoseOfItsGlyphs() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(Rendering.pdf(Rendering.render(TEXT)).bytes())) {
      PDType0Font font = onlyFont(pdf);

      for (int code = 1; code <= GLYPHS; code++) {
        assertThat(Math.round(font.getWidth(code)))
            .isEqualTo(Math.round(font.getWidthFromFont(code)))
            .isPositive();
      }
    }
  }

  @Test
  void noBreakSpacesAreExtractedAsSpaces() throws IOException {
    String html = "<p style='font:20pt Arial'>a&nbsp;b c</p>";
    try (PDDocument pdf = Loader.loadPDF(Rendering.pdf(Rendering.render(html)).bytes())) {
      assertThat(new PDFTextStripper().getText(pdf).strip()).isEqualTo("a b c");
    }
  }

  private static PDType0Font onlyFont(PDDocument pdf) throws IOException {
    PDResources resources = pdf.getPage(0).getResources();
    assertThat(resources.getFontNames()).hasSize(1);
    return (PDType0Font) resources.getFont(resources.getFontNames().iterator().next());
  }
}
