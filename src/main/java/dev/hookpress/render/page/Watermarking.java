package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.job.document.Watermark.Placement;
import dev.hookpress.render.pdf.DecodedSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroupAttributes;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** Draws pages of one PDF on pages of another, as artifacts for screen readers. */
final class Watermarking {
  /** Of the watermark's page, which is decoded whole: as much as 100 full pages of text. */
  private static final long MAX_CONTENT_BYTES = 33_554_432;

  private static final COSName PAGINATION = COSName.getPDFName("Pagination");
  private static final COSName WATERMARK = COSName.getPDFName("Watermark");

  private Watermarking() {}

  static PageOutcome mark(Watermark operation, List<byte[]> inputs, OperationContext bench)
      throws IOException {
    PDDocument document = bench.open(inputs.get(0));
    PDDocument source = bench.open(inputs.get(1));
    PageOrder pages = new PageOrder(document, bench.guard());
    // A page that occurs twice in the tree would be marked twice.
    pages.arrange(allOf(pages));
    PageOrder arranged = new PageOrder(document, bench.guard());
    List<Integer> marked = bench.resolve(operation.ranges(), arranged.count());
    Sheets sheets = new Sheets(document, source, bench);
    Set<COSBase> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < marked.size(); i++) {
      bench.guard().checkDeadline();
      PDPage page = arranged.page(marked.get(i));
      if (done.add(page.getCOSObject())) {
        int sheet = operation.sheet() == Watermark.OWN_SHEETS ? i : operation.sheet() - 1;
        mark(document, page, sheets.form(sheet), operation);
      }
    }
    return new PageOutcome.Files(List.of(bench.save(document)));
  }

  /** The pages of the second input as forms of the first; each is imported once. */
  private static final class Sheets {
    private final LayerUtility layers;
    private final PDDocument source;
    private final PageOrder pages;
    private final OperationContext bench;
    private final Map<Integer, PDFormXObject> forms = new HashMap<>();

    Sheets(PDDocument document, PDDocument source, OperationContext bench) {
      this.layers = new LayerUtility(document);
      this.source = source;
      this.pages = new PageOrder(source, bench.guard());
      this.bench = bench;
    }

    PDFormXObject form(int index) throws IOException {
      PDFormXObject known = forms.get(index);
      if (known != null) {
        return known;
      }
      if (index >= pages.count()) {
        bench
            .guard()
            .abort(
                FailureCode.PAGE_RANGE_INVALID,
                "The watermark has %,d pages, and no page %,d".formatted(pages.count(), index + 1));
      }
      PDPage sheet = pages.page(index);
      checkContent(sheet, bench);
      PDFormXObject form = layers.importPageAsForm(source, sheet);
      // Of a group, what overlaps within it does not show through.
      form.getCOSObject().setItem(COSName.GROUP, new PDTransparencyGroupAttributes());
      forms.put(index, form);
      return form;
    }
  }

  private static List<Integer> allOf(PageOrder pages) {
    List<Integer> all = new ArrayList<>();
    for (int index = 0; index < pages.count(); index++) {
      all.add(index);
    }
    return all;
  }

  private static void checkContent(PDPage page, OperationContext bench) {
    long left = MAX_CONTENT_BYTES;
    for (Iterator<PDStream> streams = page.getContentStreams(); streams.hasNext(); ) {
      bench.guard().checkDeadline();
      OptionalLong bytes = DecodedSize.measure(streams.next().getCOSObject(), left);
      if (bytes.isEmpty()) {
        bench
            .guard()
            .abort(
                FailureCode.LIMIT_BYTES,
                "The watermark's content cannot be read within %,d bytes"
                    .formatted(MAX_CONTENT_BYTES));
      }
      left -= bytes.orElseThrow();
    }
  }

  private static void mark(
      PDDocument document, PDPage page, PDFormXObject form, Watermark operation)
      throws IOException {
    AppendMode mode = operation.foreground() ? AppendMode.APPEND : AppendMode.PREPEND;
    PDExtendedGraphicsState state = new PDExtendedGraphicsState();
    float opacity = operation.opacityPercent() / 100f;
    state.setNonStrokingAlphaConstant(opacity);
    state.setStrokingAlphaConstant(opacity);
    COSDictionary artifact = new COSDictionary();
    artifact.setItem(COSName.TYPE, PAGINATION);
    artifact.setItem(COSName.SUBTYPE, WATERMARK);
    try (PDPageContentStream content =
        new PDPageContentStream(document, page, mode, true, operation.foreground())) {
      content.beginMarkedContent(COSName.ARTIFACT, PDPropertyList.create(artifact));
      content.saveGraphicsState();
      content.setGraphicsStateParameters(state);
      content.transform(placed(page, shown(form), operation.placement()));
      content.drawForm(form);
      content.restoreGraphicsState();
      content.endMarkedContent();
    }
  }

  /** The watermark's box as it is drawn, after the form's own matrix. */
  private static PDRectangle shown(PDFormXObject form) {
    var box = form.getBBox().transform(form.getMatrix()).getBounds2D();
    return new PDRectangle(
        (float) box.getX(), (float) box.getY(), (float) box.getWidth(), (float) box.getHeight());
  }

  /** Places the watermark's box on the visible page, upright as the page is shown. */
  private static Matrix placed(PDPage page, PDRectangle box, Placement placement) {
    PDRectangle area = page.getCropBox();
    int rotation = Math.floorMod(page.getRotation(), 360);
    boolean turned = rotation == 90 || rotation == 270;
    double width = turned ? area.getHeight() : area.getWidth();
    double height = turned ? area.getWidth() : area.getHeight();
    double angle = -Math.toRadians(placement.rotationDegrees());
    double cos = Math.abs(Math.cos(angle));
    double sin = Math.abs(Math.sin(angle));
    double across = box.getWidth() * cos + box.getHeight() * sin;
    double up = box.getWidth() * sin + box.getHeight() * cos;
    double most = Math.min(width / across, height / up);
    double wanted =
        placement.widthPoints().isPresent()
            ? placement.widthPoints().getAsDouble() / box.getWidth()
            : placement.fillPercent() > 0 ? most * placement.fillPercent() / 100 : 1;
    double scale = Math.min(wanted, most);
    Matrix matrix =
        Matrix.getTranslateInstance(
            area.getLowerLeftX() + area.getWidth() / 2,
            area.getLowerLeftY() + area.getHeight() / 2);
    matrix.rotate(Math.toRadians(rotation));
    matrix.translate(
        offset(placement.spot().across(), width - across * scale, placement.marginPoints()),
        offset(placement.spot().up(), height - up * scale, placement.marginPoints()));
    matrix.rotate(angle);
    matrix.scale((float) scale, (float) scale);
    matrix.translate(
        -(box.getLowerLeftX() + box.getWidth() / 2), -(box.getLowerLeftY() + box.getHeight() / 2));
    return matrix;
  }

  /**
   * The distance of the box' middle from the page's.
   *
   * @param side -1, 0 or 1
   * @param room that the page has beside the box, on both sides together
   */
  private static float offset(int side, double room, double margin) {
    return (float) (side * Math.max(0, room / 2 - margin));
  }
}
