package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distance of lines with {@code line-height: normal}, in whole pixels as in Chromium. */
class LineHeightTest {
  @ParameterizedTest
  @CsvSource({
    "Arial, 10, 11",
    "Arial, 13, 15",
    "Arial, 16, 18",
    "Arial, 17, 20",
    "Arial, 32, 37",
    "Times New Roman, 12, 15",
    "Times New Roman, 24, 27",
    "Courier New, 14, 16",
    "Carlito, 18, 23",
  })
  void isWholePixels(String family, int size, int distance) throws IOException {
    String style = "margin:0;font:" + size + "px '" + family + "'";
    assertThat(distance("<div style=\"" + style + "\">one<br>two</div>"))
        .isCloseTo(distance, within(0.3));
    assertThat(
            distance(
                "<div style=\"display:flex;flex-direction:column;"
                    + style
                    + "\"><p style='margin:0'>one</p><p style='margin:0'>two</p></div>"))
        .isCloseTo(distance, within(0.3));
  }

  private static double distance(String body) throws IOException {
    SeenPage page = SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html>" + body)));
    return (page.word("two").baseline() - page.word("one").baseline()) / 0.75;
  }

  /** Programs that extract text compare the distance of lines with one and a half sizes. */
  @ParameterizedTest
  @ValueSource(ints = {9, 12, 14, 15, 16, 17, 20, 33})
  void ofOneAndAHalfSizesKeepsLinesTogether(int size) throws IOException {
    List<TextPosition> letters = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition letter) {
            letters.add(letter);
          }
        };
    String html = "<!DOCTYPE html><div style='line-height:1.5;font-size:%dpx'>a<br>b<br>c</div>";
    try (PDDocument pdf =
        Loader.loadPDF(Rendering.pdf(Rendering.render(html.formatted(size))).bytes())) {
      stripper.getText(pdf);
    }

    for (int i = 1; i < letters.size(); i++) {
      assertThat(letters.get(i).getYDirAdj() - letters.get(i - 1).getYDirAdj())
          .isLessThan(1.5f * letters.get(i).getFontSize());
    }
  }
}
