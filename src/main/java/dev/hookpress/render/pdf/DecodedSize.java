package dev.hookpress.render.pdf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Measures a stream's decoded size before PDFBox decodes it whole in memory: a few kilobytes can
 * become gigabytes.
 */
public final class DecodedSize {
  private static final List<COSName> FLATE =
      List.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION);

  /** These filters decode text to bytes. */
  private static final List<COSName> HARMLESS =
      List.of(
          COSName.ASCII85_DECODE,
          COSName.ASCII85_DECODE_ABBREVIATION,
          COSName.ASCII_HEX_DECODE,
          COSName.ASCII_HEX_DECODE_ABBREVIATION);

  private DecodedSize() {}

  /** Whether a stream certainly decodes to at most so many bytes. */
  public static boolean within(COSStream stream, long bytes) {
    return measure(stream, bytes).isPresent();
  }

  /** Whether a stream has a filter that {@link #measure} measures, or none. */
  public static boolean measured(COSStream stream) {
    COSBase filters = stream.getFilters();
    if (filters instanceof COSArray chain && chain.size() == 1) {
      filters = chain.getObject(0);
    }
    return filters == null
        || filters instanceof COSName name && (HARMLESS.contains(name) || FLATE.contains(name));
  }

  /**
   * An upper bound of a stream's decoded bytes; empty if it may exceed {@code max}. Filter chains
   * and filters that are rare in page contents are not measured.
   */
  public static OptionalLong measure(COSStream stream, long max) {
    COSBase filters = stream.getFilters();
    if (filters instanceof COSArray chain && chain.size() == 1) {
      filters = chain.getObject(0);
    }
    if (filters == null || filters instanceof COSArray chain && chain.size() == 0) {
      return upTo(stream.getLength(), max);
    }
    if (filters instanceof COSName name && HARMLESS.contains(name)) {
      // Each "z" of ASCII85 decodes to four bytes.
      return upTo(4 * stream.getLength(), max);
    }
    if (filters instanceof COSName name && FLATE.contains(name)) {
      return inflated(stream, max);
    }
    return OptionalLong.empty();
  }

  private static OptionalLong inflated(COSStream stream, long max) {
    byte[] buffer = new byte[8192];
    long inflated = 0;
    try (InputStream in =
        new InflaterInputStream(new BufferedInputStream(stream.createRawInputStream()))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        inflated += read;
        if (inflated > max) {
          return OptionalLong.empty();
        }
      }
      return OptionalLong.of(inflated);
    } catch (IOException e) {
      // PDFBox repairs damaged streams in other ways, whose output cannot be bounded here.
      return OptionalLong.empty();
    }
  }

  private static OptionalLong upTo(long bytes, long max) {
    return bytes <= max ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
