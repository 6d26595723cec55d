package dev.hookpress.render.page;

import dev.hookpress.job.document.PdfOperation.Strength;
import dev.hookpress.render.pdf.SourcePdf;
import dev.hookpress.render.prepared.SourcePart;
import java.awt.geom.Dimension2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Compresses a PDF: reduces pictures to the requested resolution, compresses uncompressed streams
 * and drops unreachable objects.
 */
final class Compression {
  private final OperationContext bench;
  private final PDDocument document;

  private Compression(OperationContext bench, PDDocument document) {
    this.bench = bench;
    this.document = document;
  }

  static PageOutcome compress(Strength strength, byte[] input, OperationContext bench)
      throws IOException {
    PDDocument document = bench.open(input);
    List<PDPage> pages = SourcePdf.pages(document, bench.guard());
    PageOutcome.Output unchanged = new PageOutcome.Output(input, pages.size());
    Compression compression = new Compression(bench, document);
    // A file without a header can be read, but is not a PDF to give back.
    boolean whole = SourcePart.isPdf(input);
    if (whole && compression.isSigned()) {
      // Any change would break the signature.
      return new PageOutcome.Files(List.of(unchanged));
    }
    PictureShrinker shrinker = new PictureShrinker(document, strength, bench.guard());
    for (Map.Entry<COSStream, Dimension2D> picture : compression.shownAt(pages).entrySet()) {
      shrinker.shrink(picture.getKey(), picture.getValue());
    }
    compression.deflate();
    PageOutcome.Output smaller = bench.save(document);
    return new PageOutcome.Files(
        List.of(whole && smaller.bytes().length >= input.length ? unchanged : smaller));
  }

  /**
   * Returns the pictures of the pages with the largest size at which each is shown, in points.
   * Empty if a page cannot be scanned, because it might show any picture larger.
   */
  private Map<COSStream, Dimension2D> shownAt(List<PDPage> pages) {
    Map<COSStream, Dimension2D> shown = new IdentityHashMap<>();
    ContentScan scan = new ContentScan(bench.guard());
    for (PDPage page : pages) {
      Optional<ContentScan.Seen> seen = scan.scan(page);
      if (seen.isEmpty()) {
        return Map.of();
      }
      for (ContentScan.Placed placed : seen.get().pictures()) {
        placed.stream()
            .ifPresent(
                stream ->
                    shown
                        .computeIfAbsent(stream, it -> new Points())
                        .setSize(
                            Math.max(placed.widthPoints(), shown.get(stream).getWidth()),
                            Math.max(placed.heightPoints(), shown.get(stream).getHeight())));
      }
    }
    return shown;
  }

  private boolean isSigned() {
    List<COSDictionary> signatures = new ArrayList<>();
    new ObjectGraph(document, bench.guard()::checkDeadline)
        .dictionaries(
            dictionary -> {
              if (Inspection.isSignature(dictionary)) {
                signatures.add(dictionary);
              }
            });
    return !signatures.isEmpty();
  }

  private void deflate() throws IOException {
    List<COSStream> plain = new ArrayList<>();
    new ObjectGraph(document, bench.guard()::checkDeadline)
        .dictionaries(
            dictionary -> {
              if (dictionary instanceof COSStream stream
                  && stream.getFilters() == null
                  // Programs that cannot parse PDF search for uncompressed metadata.
                  && !COSName.METADATA.equals(stream.getCOSName(COSName.TYPE))) {
                plain.add(stream);
              }
            });
    for (COSStream stream : plain) {
      bench.guard().checkDeadline();
      byte[] bytes;
      try (InputStream in = stream.createRawInputStream()) {
        bytes = in.readAllBytes();
      }
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(bytes);
      }
    }
  }

  /** A size in points. */
  private static final class Points extends Dimension2D {
    private double width;
    private double height;

    @Override
    public double getWidth() {
      return width;
    }

    @Override
    public double getHeight() {
      return height;
    }

    @Override
    public void setSize(double newWidth, double newHeight) {
      width = newWidth;
      height = newHeight;
    }
  }
}
