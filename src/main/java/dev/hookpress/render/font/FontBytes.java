package dev.hookpress.render.font;

import com.openhtmltopdf.swing.NaiveUserAgent;
import dev.hookpress.render.prepared.ResourceUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Web fonts that a document brings: TrueType as it is, WOFF 1.0 (W3C Recommendation of 2012)
 * unpacked. Others, OpenType with CFF outlines and WOFF 2 among them, cannot be embedded.
 */
public final class FontBytes {
  private static final int TRUE_TYPE = 0x00010000;
  private static final int TRUE_TYPE_APPLE = 0x74727565;
  private static final int OPEN_TYPE_CFF = 0x4F54544F;
  private static final int WOFF = 0x774F4646;
  private static final int WOFF_2 = 0x774F4632;
  private static final int WOFF_HEADER = 44;
  private static final int WOFF_ENTRY = 20;
  private static final int SFNT_HEADER = 12;
  private static final int SFNT_ENTRY = 16;

  /** Larger than any Latin font; a CJK font has some 20 MB. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private FontBytes() {}

  /** Whether the bytes begin as a font of any kind does. */
  public static boolean isFont(byte[] bytes) {
    if (bytes.length < WOFF_HEADER) {
      return false;
    }
    int magic = ByteBuffer.wrap(bytes).getInt();
    return magic == TRUE_TYPE
        || magic == TRUE_TYPE_APPLE
        || magic == OPEN_TYPE_CFF
        || magic == WOFF
        || magic == WOFF_2;
  }

  /** The font as TrueType that parses, or nothing. */
  public static Optional<byte[]> toTrueType(byte[] bytes) {
    if (!isFont(bytes)) {
      return Optional.empty();
    }
    int magic = ByteBuffer.wrap(bytes).getInt();
    try {
      byte[] sfnt = magic == WOFF ? unpack(ByteBuffer.wrap(bytes)) : bytes;
      return parses(sfnt) ? Optional.of(sfnt) : Optional.empty();
    } catch (IOException | DataFormatException | RuntimeException e) {
      // Hostile or broken: the reader stumbles wherever it stumbles.
      return Optional.empty();
    }
  }

  /** As {@link #toTrueType}, of the bytes that a {@code data:} URI holds. */
  public static Optional<byte[]> ofDataUri(String uri) {
    try (InputStream in =
        new NaiveUserAgent.DataUriFactory().getUrl(ResourceUri.plainData(uri)).getStream()) {
      return toTrueType(in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean parses(byte[] sfnt) throws IOException {
    int magic = ByteBuffer.wrap(sfnt).getInt();
    if (magic != TRUE_TYPE && magic != TRUE_TYPE_APPLE) {
      return false;
    }
    try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(sfnt))) {
      return font.getGlyph() != null
          && font.getHorizontalMetrics() != null
          && font.getUnicodeCmapLookup() != null;
    }
  }

  private static byte[] unpack(ByteBuffer woff) throws DataFormatException {
    int tables = woff.getShort(12) & 0xFFFF;
    int total = woff.getInt(16);
    if (total < SFNT_HEADER + tables * SFNT_ENTRY || total > MAX_BYTES) {
      throw new DataFormatException("size");
    }
    ByteBuffer sfnt = ByteBuffer.allocate(total + tables * 4);
    int power = Integer.highestOneBit(Math.max(1, tables));
    sfnt.putInt(woff.getInt(4));
    sfnt.putShort((short) tables);
    sfnt.putShort((short) (power * 16));
    sfnt.putShort((short) Integer.numberOfTrailingZeros(power));
    sfnt.putShort((short) (tables * 16 - power * 16));
    int offset = SFNT_HEADER + tables * SFNT_ENTRY;
    for (int i = 0; i < tables; i++) {
      int entry = WOFF_HEADER + i * WOFF_ENTRY;
      int packedLength = woff.getInt(entry + 8);
      int length = woff.getInt(entry + 12);
      sfnt.putInt(woff.getInt(entry)).putInt(woff.getInt(entry + 16)).putInt(offset).putInt(length);
      byte[] packed = new byte[checked(packedLength, woff.capacity())];
      woff.get(woff.getInt(entry + 4), packed);
      byte[] table = packedLength < length ? inflate(packed, checked(length, total)) : packed;
      sfnt.put(offset, table);
      offset += (length + 3) & ~3;
    }
    return sfnt.array();
  }

  private static int checked(int length, int most) throws DataFormatException {
    if (length < 0 || length > most) {
      throw new DataFormatException("length");
    }
    return length;
  }

  private static byte[] inflate(byte[] packed, int length) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] table = new byte[length];
      if (inflater.inflate(table) != length) {
        throw new DataFormatException("short table");
      }
      return table;
    } finally {
      inflater.end();
    }
  }
}
