package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Solid borders: rectangles, which viewers draw sharply, unless a mitre can be seen. */
class SolidBordersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='border:1px solid black'>WORD</p>",
        "<p style='border:5px solid #336699'>WORD</p>",
        "<p style='border:1px solid #ddd; border-left:4px solid blue'>WORD</p>",
        "<table style='border-collapse:collapse'><tr><td style='border:1px solid #333'>WORD"
            + "</table>",
        "<table border=1><tr><td>WORD</table>",
        "<style>p::before{content:'';display:block;height:9px;border:2px solid red}</style><p>A",
        "<hr>"
      })
  void aBorderIsDrawnAsRectangles(String html) throws IOException {
    assertThat(slantedLines(html)).isZero();
  }

  @Test
  void wideSidesInTwoColoursAreMitred() throws IOException {
    String inner = "<p style='border:1px solid black'>";

    assertThat(slantedLines("<div style='border:9px solid;border-color:red blue'>" + inner))
        .isEqualTo(4);
  }

  @Test
  void aTriangleOfBordersStaysATriangle() throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<body style='margin:0'><div style='width:0;height:0;"
                        + "border-left:40px solid transparent;border-right:40px solid transparent;"
                        + "border-bottom:40px solid #00ff00'></div>")));

    assertThat(page.colour(56.7 + 30, 56.7 + 25)).isEqualTo("#00ff00");
    assertThat(page.colour(56.7 + 4, 56.7 + 4)).isEqualTo("#ffffff");
  }

  /** The number of lines of the first page that are neither horizontal nor vertical. */
  private static int slantedLines(String html) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(Rendering.pdf(Rendering.render(html)).bytes())) {
      List<Double> operands = new ArrayList<>();
      double x = 0;
      double y = 0;
      int slanted = 0;
      for (Object token : new PDFStreamParser(pdf.getPage(0)).parse()) {
        if (token instanceof COSNumber number) {
          operands.add((double) number.floatValue());
        } else if (token instanceof Operator operator) {
          if (List.of("m", "l").contains(operator.getName())) {
            boolean line = operator.getName().equals("l");
            boolean across = Math.abs(operands.get(1) - y) < 0.01;
            boolean down = Math.abs(operands.get(0) - x) < 0.01;
            slanted += line && !across && !down ? 1 : 0;
            x = operands.get(0);
            y = operands.get(1);
          }
          operands.clear();
        } else {
          operands.clear();
        }
      }
      return slanted;
    }
  }
}
