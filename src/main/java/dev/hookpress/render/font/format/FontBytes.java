package dev.hookpress.render.font.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Reads a document's web fonts: TrueType unchanged, WOFF 1.0 (W3C Recommendation of 2012) and WOFF
 * 2.0 (of 2024) unpacked, OpenType with PostScript outlines converted to TrueType.
 */
public final class FontBytes {
  private static final int TRUE_TYPE = 0x00010000;
  private static final int TRUE_TYPE_APPLE = 0x74727565;
  private static final int OPEN_TYPE_CFF = 0x4F54544F;
  private static final int POSTSCRIPT = 0x43464620;
  private static final int WOFF = 0x774F4646;
  private static final int WOFF_2 = 0x774F4632;
  private static final int WOFF_HEADER = 44;
  private static final int WOFF_ENTRY = 20;
  private static final int SFNT_HEADER = 12;
  private static final int SFNT_ENTRY = 16;

  private FontBytes() {}

  /** Whether the bytes start with the signature of any font format. */
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

  /**
   * Unpacks or converts the font to TrueType.
   *
   * @param room the maximum size in bytes
   * @return empty if it is larger, or cannot be embedded
   */
  public static Optional<byte[]> toTrueType(byte[] bytes, int room) {
    if (!isFont(bytes)) {
      return Optional.empty();
    }
    try {
      byte[] sfnt =
          switch (ByteBuffer.wrap(bytes).getInt()) {
            case WOFF -> unpack(ByteBuffer.wrap(bytes), room);
            case WOFF_2 -> Woff2.unpack(bytes, room);
            default -> bytes;
          };
      if (sfnt.length <= room && hasPostScript(ByteBuffer.wrap(sfnt))) {
        sfnt = CffOutlines.toTrueType(sfnt, room);
      }
      int magic = ByteBuffer.wrap(sfnt).getInt();
      return sfnt.length <= room && (magic == TRUE_TYPE || magic == TRUE_TYPE_APPLE)
          ? Optional.of(sfnt)
          : Optional.empty();
    } catch (IOException | DataFormatException | RuntimeException e) {
      // Hostile or broken: the reader may throw anything.
      return Optional.empty();
    }
  }

  /** Whether the outlines are PostScript's; unpacking may have changed the signature. */
  private static boolean hasPostScript(ByteBuffer sfnt) {
    int tables = sfnt.getShort(4) & 0xFFFF;
    for (int i = 0; i < tables; i++) {
      if (sfnt.getInt(SFNT_HEADER + i * SFNT_ENTRY) == POSTSCRIPT) {
        return true;
      }
    }
    return false;
  }

  /**
   * Parses TrueType.
   *
   * @return empty if it lacks tables needed for embedding, or its vendor forbids that
   */
  public static Optional<TrueTypeFont> parse(byte[] sfnt) {
    try {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(sfnt));
      // A ligature would be measured as the letters that it stands for, and their text is lost.
      font.setEnableGsub(false);
      boolean complete =
          font.getGlyph() != null
              && font.getHorizontalMetrics() != null
              && font.getUnicodeCmapLookup() != null;
      if (complete) {
        // Fails for a font whose vendor forbids embedding.
        try (PDDocument scratch = new PDDocument()) {
          PDType0Font.load(scratch, font, true);
        }
      }
      return complete ? Optional.of(font) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Hostile or broken: the parser may throw anything.
      return Optional.empty();
    }
  }

  private static byte[] unpack(ByteBuffer woff, int room) throws DataFormatException {
    int tables = woff.getShort(12) & 0xFFFF;
    int total = woff.getInt(16);
    if (total < SFNT_HEADER + tables * SFNT_ENTRY || total > room) {
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
    // Several entries may point to one packed table: each is written, and counted, again.
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

  private static int checked(int length, int max) throws DataFormatException {
    if (length < 0 || length > max) {
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
