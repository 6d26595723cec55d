package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.render.pdf.DecodedSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
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

/** Draws the first page of one PDF on pages of another, as an artifact for screen readers. */
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
    PDPage sheet = new PageOrder(source, bench.guard()).page(0);
    checkContent(sheet, bench);
    PDFormXObject form = new LayerUtility(document).importPageAsForm(source, sheet);
    // Of a group, what overlaps within it does not show through.
    PDTransparencyGroupAttributes group = new PDTransparencyGroupAttributes();
    form.getCOSObject().setItem(COSName.GROUP, group);
    Set<COSBase> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int index : marked) {
      bench.guard().checkDeadline();
      if (done.add(arranged.page(index).getCOSObject())) {
        mark(document, arranged.page(index), form, operation);
      }
    }
    return new PageOutcome.Files(List.of(bench.save(document)));
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
      content.transform(placed(page, shown(form)));
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

  /** Centres the watermark's box on the visible page, upright as the page is shown. */
  private static Matrix placed(PDPage page, PDRectangle box) {
    PDRectangle area = page.getCropBox();
    int rotation = Math.floorMod(page.getRotation(), 360);
    boolean turned = rotation == 90 || rotation == 270;
    float width = turned ? area.getHeight() : area.getWidth();
    float height = turned ? area.getWidth() : area.getHeight();
    float scale = Math.min(1, Math.min(width / box.getWidth(), height / box.getHeight()));
    Matrix matrix =
        Matrix.getTranslateInstance(
            area.getLowerLeftX() + area.getWidth() / 2,
            area.getLowerLeftY() + area.getHeight() / 2);
    matrix.rotate(Math.toRadians(rotation));
    matrix.scale(scale, scale);
    matrix.translate(
        -(box.getLowerLeftX() + box.getWidth() / 2), -(box.getLowerLeftY() + box.getHeight() / 2));
    return matrix;
  }
}
