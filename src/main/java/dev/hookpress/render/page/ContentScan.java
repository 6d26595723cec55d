package dev.hookpress.render.page;

import dev.hookpress.render.pdf.DecodedSize;
import dev.hookpress.render.pdf.RenderGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.text.SetTextRenderingMode;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/**
 * Scans a page's content for text and pictures without drawing it. Does not scan annotations,
 * patterns or glyphs that are drawings.
 */
final class ContentScan extends PDFStreamEngine {
  private static final Set<String> SHOWS_TEXT = Set.of("Tj", "TJ", "'", "\"");
  private static final Set<String> PAINTS_PATH =
      Set.of("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh");

  /**
   * Maximum decoded size of a page's content streams: 100 times the size of a full page of text.
   */
  private static final long MAX_CONTENT_BYTES = 33_554_432;

  /**
   * Maximum number of operators in a document, about a second's work; forms that show forms
   * multiply.
   */
  private static final int MAX_OPERATORS = 5_000_000;

  /** Maximum nesting of forms; Acrobat fails at 28 nested graphics states. */
  private static final int MAX_DEPTH = 28;

  private final RenderGuard guard;
  private int operators;
  private int depth;
  private Seen seen = new Seen();

  /** A picture at the position where it is painted. */
  record Placed(Optional<COSStream> stream, Matrix matrix) {
    double widthPoints() {
      return Math.hypot(matrix.getScaleX(), matrix.getShearY());
    }

    double heightPoints() {
      return Math.hypot(matrix.getShearX(), matrix.getScaleY());
    }
  }

  /** What a page paints. */
  static final class Seen {
    private final List<Placed> pictures = new ArrayList<>();
    private boolean text;
    private boolean visibleText;
    private boolean paths;

    List<Placed> pictures() {
      return Collections.unmodifiableList(pictures);
    }

    boolean text() {
      return text;
    }

    boolean visibleText() {
      return visibleText;
    }

    boolean paths() {
      return paths;
    }
  }

  ContentScan(RenderGuard guard) {
    this.guard = guard;
    addOperator(new Concatenate(this));
    addOperator(new Save(this));
    addOperator(new Restore(this));
    addOperator(new SetTextRenderingMode(this));
  }

  /** Scans one page; empty if the scan exceeds its limits or the content is malformed. */
  Optional<Seen> scan(PDPage page) {
    guard.checkDeadline();
    long left = MAX_CONTENT_BYTES;
    for (Iterator<PDStream> streams = page.getContentStreams(); streams.hasNext(); ) {
      guard.checkDeadline();
      OptionalLong bytes = DecodedSize.measure(streams.next().getCOSObject(), left);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      left -= bytes.getAsLong();
    }
    seen = new Seen();
    depth = 0;
    try {
      processPage(page);
      return Optional.of(seen);
    } catch (IOException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      if (guard.rejection().isPresent()) {
        throw e;
      }
      // Malformed or hostile content can make the engine throw anything.
      return Optional.empty();
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    operators++;
    if (operators % 1024 == 0) {
      guard.checkDeadline();
    }
    if (operators > MAX_OPERATORS) {
      throw new IOException("More operators than are looked at");
    }
    String name = operator.getName();
    if (name.equals("Do")) {
      if (!operands.isEmpty() && operands.get(0) instanceof COSName object) {
        draw(object);
      }
    } else if (name.equals("BI")) {
      picture(Optional.empty());
    } else if (SHOWS_TEXT.contains(name)) {
      seen.text = true;
      seen.visibleText |=
          getGraphicsState().getTextState().getRenderingMode() != RenderingMode.NEITHER;
    } else if (PAINTS_PATH.contains(name)) {
      seen.paths = true;
    } else {
      super.processOperator(operator, operands);
    }
  }

  @Override
  protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
      throws IOException {
    throw e;
  }

  private void draw(COSName name) throws IOException {
    PDResources resources = getResources();
    COSDictionary objects =
        resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
    COSStream stream = objects == null ? null : objects.getCOSStream(name);
    if (stream == null) {
      return;
    }
    COSName type = stream.getCOSName(COSName.SUBTYPE);
    if (COSName.IMAGE.equals(type)) {
      picture(Optional.of(stream));
    } else if (COSName.FORM.equals(type)) {
      if (depth >= MAX_DEPTH || !DecodedSize.within(stream, MAX_CONTENT_BYTES)) {
        throw new IOException("A form larger or deeper than is looked into");
      }
      depth++;
      showForm(new PDFormXObject(stream));
      depth--;
    }
  }

  private void picture(Optional<COSStream> stream) {
    seen.pictures.add(
        new Placed(stream, getGraphicsState().getCurrentTransformationMatrix().clone()));
  }
}
