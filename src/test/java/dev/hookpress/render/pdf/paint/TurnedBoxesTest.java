package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cards of two sides, which scripts turn over. */
class TurnedBoxesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none                     | front",
        "rotateY(180deg)          | back",
        "rotateY(0.5turn)         | back",
        "rotateY(60deg)           | front",
        "rotateY(180deg) scale(1) | back",
      })
  void showOneSide(String transform, String side) throws IOException {
    String html =
        """
        <!DOCTYPE html><style>
        .card { transform-style: preserve-3d; position: relative; height: 100px }
        .card > p { backface-visibility: hidden; position: absolute; inset: 0; margin: 0 }
        .back { transform: rotateY(180deg) }
        </style>
        <div class=card style="transform: %s"><p>front</p><p class=back>back</p></div>
        """
            .formatted(transform);

    try (PDDocument pdf = Loader.loadPDF(Rendering.pdf(Rendering.render(html)).bytes())) {
      assertThat(new PDFTextStripper().getText(pdf).strip()).isEqualTo(side);
    }
  }
}
