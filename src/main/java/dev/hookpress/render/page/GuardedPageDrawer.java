package dev.hookpress.render.page;

import dev.hookpress.render.pdf.DecodedSize;
import dev.hookpress.render.pdf.RenderGuard;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/**
 * Draws a page within the limits of an operation: looks at the deadline between the operators of
 * its content, and at the size of each image before it is decoded.
 */
final class GuardedPageDrawer extends PageDrawer {
  private static final int OPERATORS_A_LOOK = 64;

  /** Bytes of a pixel at most: four components of 16 bits. */
  private static final long MAX_BYTES_A_PIXEL = 8;

  private static final long SLACK_BYTES = 65_536;

  private final RenderGuard guard;
  private final Set<String> warnings;
  private int operators;

  GuardedPageDrawer(PageDrawerParameters parameters, RenderGuard guard, Set<String> warnings)
      throws IOException {
    super(parameters);
    this.guard = guard;
    this.warnings = warnings;
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    guard.checkDeadline();
    super.processPage(page);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (operators++ % OPERATORS_A_LOOK == 0) {
      guard.checkDeadline();
    }
    super.processOperator(operator, operands);
  }

  @Override
  public void drawImage(PDImage image) throws IOException {
    // Counts every use: each decodes the image again.
    long pixels = (long) image.getWidth() * image.getHeight();
    if (!guard.hasRoomFor(image.getWidth(), image.getHeight())
        || image instanceof PDImageXObject object
            && unpacksToMore(object, pixels * MAX_BYTES_A_PIXEL + SLACK_BYTES)) {
      warnings.add("An image that is too large is not drawn");
      return;
    }
    super.drawImage(image);
  }

  /** Whether the data certainly is larger than the image; compressed images are decoders' work. */
  private static boolean unpacksToMore(PDImageXObject image, long bytes) {
    return DecodedSize.measured(image.getCOSObject())
        && !DecodedSize.within(image.getCOSObject(), bytes);
  }

  @Override
  protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
      throws IOException {
    if (e instanceof MissingImageReaderException) {
      warnings.add("An image of a format that is not supported is not drawn");
      return;
    }
    super.operatorException(operator, operands, e);
  }
}
