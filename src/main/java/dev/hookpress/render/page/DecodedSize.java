package dev.hookpress.render.page;

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
 * Measures a stream before PDFBox decodes it whole, in memory: a few kilobytes can become
 * gigabytes.
 */
final class DecodedSize {
  private static final List<COSName> FLATE =
      List.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION);

  /** These are text that stands for bytes. */
  private static final List<COSName> HARMLESS =
      List.of(
          COSName.ASCII85_DECODE,
          COSName.ASCII85_DECODE_ABBREVIATION,
          COSName.ASCII_HEX_DECODE,
          COSName.ASCII_HEX_DECODE_ABBREVIATION);

  private DecodedSize() {}

  /** Whether a stream is certain to decode to so many bytes at most. */
  static boolean within(COSStream stream, long bytes) {
    return measure(stream, bytes).isPresent();
  }

  /**
   * How many bytes a stream decodes to at most; empty if that may be more than {@code most}. Chains
   * of filters are not measured, nor are filters that pages' contents seldom have.
   */
  static OptionalLong measure(COSStream stream, long most) {
    COSBase filters = stream.getFilters();
    if (filters instanceof COSArray chain && chain.size() == 1) {
      filters = chain.getObject(0);
    }
    if (filters == null || filters instanceof COSArray chain && chain.size() == 0) {
      return upTo(stream.getLength(), most);
    }
    if (filters instanceof COSName name && HARMLESS.contains(name)) {
      // Every "z" of ASCII85 stands for four bytes.
      return upTo(4 * stream.getLength(), most);
    }
    if (filters instanceof COSName name && FLATE.contains(name)) {
      return inflated(stream, most);
    }
    return OptionalLong.empty();
  }

  private static OptionalLong inflated(COSStream stream, long most) {
    byte[] buffer = new byte[8192];
    long inflated = 0;
    try (InputStream in =
        new InflaterInputStream(new BufferedInputStream(stream.createRawInputStream()))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        inflated += read;
        if (inflated > most) {
          return OptionalLong.empty();
        }
      }
      return OptionalLong.of(inflated);
    } catch (IOException e) {
      // PDFBox reads damaged streams by other means, whose end is not known here.
      return OptionalLong.empty();
    }
  }

  private static OptionalLong upTo(long bytes, long most) {
    return bytes <= most ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
