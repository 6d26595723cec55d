package dev.hookpress.render.font.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a TrueType font (OpenType 1.9, "Organization of an OpenType Font"), as bytes. */
public final class Sfnt {
  private static final int TRUE_TYPE = 0x00010000;
  private static final int HEADER = 12;
  private static final int ENTRY = 16;

  /** Tables may overlap in a font, but it unpacks to no more than this many times its size. */
  private static final int MAX_OVERLAP = 2;

  private static final int CHECKSUM_ADJUSTMENT = 8;
  private static final int CHECKSUM_OF_ALL = 0xB1B0AFBA;

  private final Map<String, byte[]> tables = new TreeMap<>();

  /** A font without tables. */
  public Sfnt() {}

  /**
   * Parses a font's tables.
   *
   * @throws RuntimeException if the bytes are no such font
   */
  public static Sfnt of(byte[] bytes) {
    Sfnt font = new Sfnt();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int count = in.getShort(4) & 0xFFFF;
    long room = MAX_OVERLAP * (long) bytes.length;
    for (int i = 0; i < count; i++) {
      int entry = HEADER + i * ENTRY;
      int length = in.getInt(entry + 12);
      room -= Math.abs((long) length);
      if (length < 0 || length > bytes.length || room < 0) {
        throw new IllegalArgumentException("The tables are larger than the font");
      }
      byte[] table = new byte[length];
      in.get(in.getInt(entry + 8), table);
      font.put(new String(bytes, entry, 4, StandardCharsets.ISO_8859_1), table);
    }
    return font;
  }

  /** A table's bytes, not a copy. */
  public byte[] table(String tag) {
    byte[] table = tables.get(tag);
    if (table == null) {
      throw new IllegalArgumentException("The font has no table " + tag);
    }
    return table;
  }

  /** A modifiable copy of a table. */
  public ByteBuffer copy(String tag) {
    return ByteBuffer.wrap(table(tag).clone());
  }

  /** Adds a table, or replaces it. */
  public void put(String tag, byte[] table) {
    tables.put(tag, table);
  }

  /** Removes a table, if there is one. */
  void remove(String tag) {
    tables.remove(tag);
  }

  /** Serialises the font, with its checksums. */
  public byte[] toBytes() {
    int length = HEADER + tables.size() * ENTRY;
    for (byte[] table : tables.values()) {
      length += padded(table.length);
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    int power = Integer.highestOneBit(Math.max(1, tables.size()));
    out.putInt(TRUE_TYPE).putShort((short) tables.size());
    out.putShort((short) (power * ENTRY));
    out.putShort((short) Integer.numberOfTrailingZeros(power));
    out.putShort((short) ((tables.size() - power) * ENTRY));
    int at = HEADER + tables.size() * ENTRY;
    int head = -1;
    for (Map.Entry<String, byte[]> entry : tables.entrySet()) {
      byte[] table = entry.getValue();
      out.put(at, table);
      if (entry.getKey().equals("head")) {
        head = at;
        out.putInt(at + CHECKSUM_ADJUSTMENT, 0);
      }
      out.put(entry.getKey().getBytes(StandardCharsets.ISO_8859_1));
      out.putInt(checksum(out, at, padded(table.length))).putInt(at).putInt(table.length);
      at += padded(table.length);
    }
    if (head >= 0) {
      out.putInt(head + CHECKSUM_ADJUSTMENT, CHECKSUM_OF_ALL - checksum(out, 0, length));
    }
    return out.array();
  }

  private static int checksum(ByteBuffer bytes, int from, int length) {
    int sum = 0;
    for (int at = from; at < from + length; at += 4) {
      sum += bytes.getInt(at);
    }
    return sum;
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }

  /**
   * Encodes a character map of format 12.
   *
   * @param glyphs glyph numbers by code point
   */
  public static byte[] characterMap(TreeMap<Integer, Integer> glyphs) {
    final int tableHeader = 12;
    final int subtableHeader = 16;
    final int group = 12;
    ByteBuffer out = ByteBuffer.allocate(tableHeader + subtableHeader + group * glyphs.size());
    // Windows, UCS-4
    out.putShort((short) 0).putShort((short) 1).putShort((short) 3).putShort((short) 10);
    out.putInt(tableHeader);
    out.putShort((short) 12).putShort((short) 0).putInt(subtableHeader + group * glyphs.size());
    out.putInt(0).putInt(glyphs.size());
    glyphs.forEach((character, glyph) -> out.putInt(character).putInt(character).putInt(glyph));
    return out.array();
  }
}
