package dev.hookpress.render.page;

import dev.hookpress.job.document.PdfOperation.Strength;
import dev.hookpress.render.pdf.DecodedSize;
import dev.hookpress.render.pdf.RenderGuard;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Dimension2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Downsamples pictures in a PDF or re-encodes them as JPEG where that makes them smaller. */
final class PictureShrinker {
  /** Pictures with a shorter side in pixels are not worth shrinking. */
  private static final int LEAST_SIDE = 64;

  /**
   * Pictures that exceed the requested resolution by less than this factor are not resized: another
   * JPEG generation would cost more than it saves.
   */
  private static final double WORTH_RESIZING = 1.2;

  /** A replacement must be at most this fraction of the original size. */
  private static final double WORTH_REPLACING = 0.9;

  private final PDDocument document;
  private final Strength strength;
  private final RenderGuard guard;

  PictureShrinker(PDDocument document, Strength strength, RenderGuard guard) {
    this.document = document;
    this.strength = strength;
    this.guard = guard;
  }

  /** Replaces the picture's data in place, for all its uses, or leaves it unchanged. */
  void shrink(COSStream picture, Dimension2D shownPoints) throws IOException {
    int width = picture.getInt(COSName.WIDTH);
    int height = picture.getInt(COSName.HEIGHT);
    if (width < LEAST_SIDE || height < LEAST_SIDE || !isPlain(picture)) {
      return;
    }
    boolean jpeg = isJpeg(picture);
    double finer = finer(width, height, shownPoints);
    if (jpeg && finer < WORTH_RESIZING
        || !guard.hasRoomFor(width, height)
        || !isOfSize(picture, width, height, jpeg)) {
      return;
    }
    BufferedImage pixels;
    try {
      pixels = new PDImageXObject(new PDStream(picture), null).getOpaqueImage();
    } catch (IOException | RuntimeException e) {
      // A picture that cannot be decoded is left unchanged.
      return;
    }
    BufferedImage smaller =
        finer < WORTH_RESIZING ? pixels : scaled(pixels, finer, components(picture) == 1);
    COSStream replacement =
        JPEGFactory.createFromImage(document, smaller, strength.quality()).getCOSObject();
    if (replacement.getLength() < picture.getLength() * WORTH_REPLACING) {
      replace(picture, replacement);
    }
  }

  /** The factor per side by which the picture has more pixels than needed. */
  private double finer(int width, int height, Dimension2D shownPoints) {
    double across = width / (shownPoints.getWidth() / 72 * strength.dotsPerInch());
    double down = height / (shownPoints.getHeight() / 72 * strength.dotsPerInch());
    // A picture shown at zero size is not visible and is left unchanged.
    double finer = Math.min(across, down);
    return Double.isFinite(finer) ? finer : 1;
  }

  /**
   * Whether the picture is 8-bit gray or RGB without color masks or inversion, which JPEG can
   * encode.
   */
  private static boolean isPlain(COSStream picture) {
    return picture.getInt(COSName.BITS_PER_COMPONENT) == 8
        && !picture.getBoolean(COSName.IMAGE_MASK, false)
        && !picture.containsKey(COSName.DECODE)
        && !(picture.getDictionaryObject(COSName.MASK) instanceof COSArray)
        && (picture.getCOSStream(COSName.SMASK) == null
            || !picture.getCOSStream(COSName.SMASK).containsKey(COSName.MATTE))
        && components(picture) > 0;
  }

  /** The number of components: 1 for gray, 3 for RGB, 0 for any other color space. */
  private static int components(COSStream picture) {
    COSBase space = picture.getDictionaryObject(COSName.COLORSPACE);
    if (COSName.DEVICERGB.equals(space)) {
      return 3;
    }
    if (COSName.DEVICEGRAY.equals(space)) {
      return 1;
    }
    if (space instanceof COSArray array
        && array.size() == 2
        && COSName.ICCBASED.equals(array.getObject(0))
        && array.getObject(1) instanceof COSStream profile
        // ICC profiles are decoded too; a large one takes some kilobytes.
        && DecodedSize.within(profile, 4_194_304)) {
      int components = profile.getInt(COSName.N);
      return components == 1 || components == 3 ? components : 0;
    }
    return 0;
  }

  private static boolean isJpeg(COSStream picture) {
    COSBase filters = picture.getFilters();
    return COSName.DCT_DECODE.equals(filters)
        || filters instanceof COSArray chain
            && chain.size() == 1
            && COSName.DCT_DECODE.equals(chain.getObject(0));
  }

  /** Whether the decoded data has the declared size and no more. */
  private static boolean isOfSize(COSStream picture, int width, int height, boolean jpeg)
      throws IOException {
    if (!jpeg) {
      // One extra byte per row for predictors, and slack for writers that miscount.
      long bytes = (long) height * ((long) width * components(picture) + 1) + 65_536;
      return DecodedSize.within(picture, bytes);
    }
    try (InputStream raw = picture.createRawInputStream();
        ImageInputStream in = ImageIO.createImageInputStream(raw)) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
      if (!readers.hasNext()) {
        return false;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return reader.getWidth(0) == width && reader.getHeight(0) == height;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Scales by halves first, because one large step would skip pixels. */
  private static BufferedImage scaled(BufferedImage pixels, double finer, boolean grey) {
    BufferedImage scaled = pixels;
    double left = finer;
    while (left > 1) {
      double step = Math.min(left, 2);
      left = left / step;
      int width = Math.max(1, (int) Math.round(scaled.getWidth() / step));
      int height = Math.max(1, (int) Math.round(scaled.getHeight() / step));
      BufferedImage next =
          new BufferedImage(
              width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = next.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(scaled, 0, 0, width, height, null);
      graphics.dispose();
      scaled = next;
    }
    return scaled;
  }

  private static void replace(COSStream picture, COSStream replacement) throws IOException {
    try (InputStream in = replacement.createRawInputStream();
        OutputStream out = picture.createRawOutputStream()) {
      in.transferTo(out);
    }
    picture.removeItem(COSName.DECODE_PARMS);
    for (COSName key :
        new COSName[] {
          COSName.FILTER,
          COSName.WIDTH,
          COSName.HEIGHT,
          COSName.COLORSPACE,
          COSName.BITS_PER_COMPONENT
        }) {
      picture.setItem(key, replacement.getItem(key));
    }
  }
}
