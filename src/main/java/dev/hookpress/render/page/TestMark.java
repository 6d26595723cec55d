package dev.hookpress.render.page;

import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.Watermark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.util.Matrix;

/** The watermark of samples: the word TEST across each page. */
public final class TestMark {
  /** How it is drawn on a PDF: over the content, which stays legible. */
  public static final Watermark OPERATION = new Watermark(List.of(), true, 30);

  /** The step that draws it. */
  public static final PdfStep STEP = new PdfStep("test", -1, OPERATION);

  private static final String WORD = "TEST";
  private static final float SIDE_POINTS = 420;
  private static final float FONT_POINTS = 150;
  private static final float GREY = 0.4f;

  private TestMark() {}

  /** A PDF whose only page is the watermark. */
  public static byte[] pdf() {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(SIDE_POINTS, SIDE_POINTS));
      document.addPage(page);
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
      float width = font.getStringWidth(WORD) / 1000 * FONT_POINTS;
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.setNonStrokingColor(GREY);
        content.beginText();
        content.setFont(font, FONT_POINTS);
        Matrix across = Matrix.getTranslateInstance(SIDE_POINTS / 2, SIDE_POINTS / 2);
        across.rotate(Math.PI / 4);
        across.translate(-width / 2, -FONT_POINTS / 3);
        content.setTextMatrix(across);
        content.showText(WORD);
        content.endText();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }
}
