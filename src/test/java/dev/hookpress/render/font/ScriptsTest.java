package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that are promised, with fonts that are in the PDF. */
class ScriptsTest {
  private static final String PAGE =
      """
      <html><head><title>Scripts</title></head>
      <body style="font-family: Helvetica, sans-serif">
      <h1>Platform office, efficient</h1>
      <p>Ελληνικά: Η ζωή είναι ωραία</p>
      <p>Русский: Съешь ещё этих булок</p>
      <p>Polski: Zażółć gęślą jaźń</p>
      <p dir="rtl">العربية: السلام عليكم</p>
      <p dir="rtl">עברית: שלום עולם 123</p>
      <p style="font-family: Georgia, serif">Serif <i>italic</i> <b>bold</b> <b><i>both</i></b>
      Ωμέγα Щука العربية</p>
      <p style="font-family: 'Courier New', monospace">Mono <b>bold</b> שלום</p>
      <p><b>Bold العربية עברית</b> <span style="font-weight:600">semibold</span></p>
      </body></html>
      """;

  @Test
  void textCanBeCopiedOutOfThePdf() throws IOException {
    String text = Rendering.text(Rendering.render(PAGE));

    assertThat(text)
        .contains("Platform office, efficient")
        .contains("Ελληνικά: Η ζωή είναι ωραία")
        .contains("Русский: Съешь ещё этих булок")
        .contains("Zażółć gęślą jaźń")
        .contains("שלום")
        .contains("السلام");
  }

  @Test
  void everyGlyphIsThereAndEveryFontIsEmbedded() throws IOException {
    RenderedPdf.Pdf pdf = Rendering.pdf(Rendering.render(PAGE));
    assertThat(pdf.warnings()).isEmpty();

    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      List<String> missing = new ArrayList<>();
      List<PDFont> fonts = new ArrayList<>();
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition text) {
          fonts.add(text.getFont());
          for (int code : text.getCharacterCodes()) {
            if (code == 0) {
              missing.add(text.getUnicode());
            }
          }
        }
      }.getText(document);
      assertThat(missing).isEmpty();
      assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
      assertThat(fonts.stream().map(PDFont::getName).distinct())
          .anyMatch(name -> name.contains("Arimo"))
          .anyMatch(name -> name.contains("Tinos"))
          .anyMatch(name -> name.contains("Cousine"))
          .anyMatch(name -> name.contains("NotoSansArabic"));
    }
  }

  @Test
  void moreFamiliesThanTheCacheHoldsGiveTheSameFonts() throws IOException {
    StringBuilder html = new StringBuilder("<div style=\"font-family:");
    for (int family = 0; family < 100; family++) {
      html.append("Unknown").append(family).append(',');
    }
    html.append("serif\">text</div>");
    for (int style = 0; style < 600; style++) {
      html.append("<span style=\"font-family:monospace;font-size:").append(4 + style / 100.0);
      html.append("pt\">text</span> ");
    }

    assertThat(fontNames(Rendering.render(html.toString())))
        .hasSize(2)
        .anyMatch(name -> name.contains("Tinos"))
        .anyMatch(name -> name.contains("Cousine"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "sans-serif,Arimo",
        "Arial,Arimo",
        "HELVETICA,Arimo",
        "'Helvetica Neue',Arimo",
        "system-ui,NotoSans",
        "'Segoe UI',Arimo",
        "serif,Tinos",
        "Times New Roman,Tinos",
        "monospace,Cousine",
        "'Courier New',Cousine",
        "Calibri,Carlito",
        "Cambria,Caladea",
        "Verdana,Arimo",
        "Georgia,Caladea",
        "Consolas,Cousine",
        "Unknown Face,Tinos",
        "'Inter',Inter",
        "'DejaVu Sans',Arimo"
      })
  void familiesMapToPackagedFaces(String family, String face) throws IOException {
    RenderedPdf pdf = Rendering.render("<p style=\"font-family:%s\">text</p>".formatted(family));

    assertThat(fontNames(pdf)).hasSize(1).allMatch(name -> name.contains(face));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Georgia\\, serif:Tinos",
        "-apple-system\\, BlinkMacSystemFont\\, 'Segoe UI'\\, 'Noto Sans'\\, Arial:NotoSans",
        "Verdana\\, Geneva\\, sans-serif:Arimo",
        "'Nobody Has This'\\, 'Courier New'\\, sans-serif:Cousine"
      },
      delimiter = ':')
  void anAvailableFamilyIsPreferredToASubstituteForAMissingOne(String families, String face)
      throws IOException {
    RenderedPdf pdf =
        Rendering.render(
            "<p style=\"font-family:%s\">text</p>".formatted(families.replace("\\", "")));

    assertThat(fontNames(pdf)).hasSize(1).allMatch(name -> name.contains(face));
  }

  @Test
  void charactersThatNoFontHasAreAWarning() {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render("<p>\uD83D\uDE00 漢字 ok → ✓ é \uD800\uDF80 ꙮ𐎁</p>"));

    assertThat(pdf.warnings())
        .containsExactly(
            "No font has 2 of the characters, U+10380 (\uD800\uDF80) for one;"
                + " they are shown as #");
  }

  private static List<String> fontNames(RenderedPdf rendered) throws IOException {
    try (PDDocument document = Loader.loadPDF(Rendering.pdf(rendered).bytes())) {
      List<String> names = new ArrayList<>();
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          names.add(page.getResources().getFont(name).getName());
        }
      }
      return names;
    }
  }

  @Test
  void spacesAreExtractedAsSpacesBesideNoBreakSpaces() throws IOException {
    String text = Rendering.text(Rendering.render("<p>1&nbsp;000 by us, 2&nbsp;kg</p>"));

    assertThat(text.strip()).isEqualTo("1 000 by us, 2 kg");
  }
}
