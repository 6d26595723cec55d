package dev.hookpress.render.font.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.brotli.dec.BrotliInputStream;

/** Unpacks WOFF 2.0 (W3C Recommendation of 8 August 2024) with one TrueType font in it. */
final class Woff2 {
  private static final int HEADER = 48;
  private static final int TABLES_AT = 12;
  private static final int PACKED_LENGTH_AT = 20;
  private static final int COLLECTION = 0x74746366;
  private static final int OTHER_TAG = 63;
  private static final int NOT_TRANSFORMED = 3;

  /** Section 4.1, the table of known tags. */
  private static final String TAGS =
      "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkernLTSHPCLTVDMX"
          + "vheavmtxBASEGDEFGPOSGSUBEBSCJSTFMATHCBDTCBLCCOLRCPALSVG sbixacntavarbdatblocbsln"
          + "cvarfdscfeatfmtxfvargvarhstyjustlcarmortmorxopbdproptrakZapfSilfGlatGlocFeatSill";

  private Woff2() {}

  /** The directory entry of a table: its original length, and whether it was transformed. */
  private record Entry(String tag, int length, boolean transformed) {}

  /**
   * Unpacks the font to TrueType.
   *
   * @param room the maximum size in bytes
   * @throws IOException if it is larger
   * @throws RuntimeException if it is broken
   */
  static byte[] unpack(byte[] bytes, int room) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt(4) == COLLECTION) {
      throw new IOException("a collection");
    }
    int count = in.getShort(TABLES_AT) & 0xFFFF;
    in.position(HEADER);
    List<Entry> entries = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < count; i++) {
      Entry entry = entry(in);
      total += entry.length();
      if (total > room) {
        throw new IOException("size");
      }
      entries.add(entry);
    }
    byte[] unpacked = new byte[(int) total];
    int packed = Math.min(in.getInt(PACKED_LENGTH_AT), in.remaining());
    try (InputStream stream =
        new BrotliInputStream(new ByteArrayInputStream(bytes, in.position(), packed))) {
      if (stream.readNBytes(unpacked, 0, unpacked.length) != unpacked.length) {
        throw new IOException("too short");
      }
    }
    byte[] font = rebuild(entries, unpacked, room);
    if (font.length > room) {
      throw new IOException("size");
    }
    return font;
  }

  private static Entry entry(ByteBuffer in) throws IOException {
    int flags = in.get() & 0xFF;
    String tag;
    if ((flags & OTHER_TAG) == OTHER_TAG) {
      byte[] letters = new byte[4];
      in.get(letters);
      tag = new String(letters, StandardCharsets.ISO_8859_1);
    } else {
      tag = TAGS.substring((flags & OTHER_TAG) * 4, (flags & OTHER_TAG) * 4 + 4);
    }
    int version = flags >> 6;
    boolean outlines = tag.equals("glyf") || tag.equals("loca");
    boolean transformed = outlines ? version != NOT_TRANSFORMED : version != 0;
    int length = number(in);
    if (transformed) {
      length = number(in);
    }
    return new Entry(tag, length, transformed);
  }

  /** UIntBase128, section 4.1. */
  private static int number(ByteBuffer in) throws IOException {
    long number = 0;
    for (int i = 0; i < 5; i++) {
      int part = in.get() & 0xFF;
      number = number << 7 | part & 0x7F;
      if ((part & 0x80) == 0) {
        if (number > Integer.MAX_VALUE) {
          break;
        }
        return (int) number;
      }
    }
    throw new IOException("number");
  }

  private static byte[] rebuild(List<Entry> entries, byte[] unpacked, int room) throws IOException {
    Sfnt font = new Sfnt();
    byte[] metrics = null;
    Woff2Outlines outlines = null;
    int at = 0;
    for (Entry entry : entries) {
      byte[] table = java.util.Arrays.copyOfRange(unpacked, at, at + entry.length());
      at += entry.length();
      if (!entry.transformed()) {
        font.put(entry.tag(), table);
      } else if (entry.tag().equals("glyf")) {
        outlines = new Woff2Outlines(table, room);
      } else if (entry.tag().equals("hmtx")) {
        metrics = table;
      } else if (!entry.tag().equals("loca")) {
        throw new IOException("unknown transformation");
      }
    }
    if (outlines != null) {
      outlines.putInto(font);
    }
    if (metrics != null) {
      font.put("hmtx", metrics(ByteBuffer.wrap(metrics), font, outlines));
    }
    return font.toBytes();
  }

  /** Section 5.4: left side bearings that equal the outlines' left edges are omitted. */
  private static byte[] metrics(ByteBuffer in, Sfnt font, Woff2Outlines outlines)
      throws IOException {
    int flags = in.get();
    int glyphs = ByteBuffer.wrap(font.table("maxp")).getShort(4) & 0xFFFF;
    int full = ByteBuffer.wrap(font.table("hhea")).getShort(34) & 0xFFFF;
    if (outlines == null || full > glyphs || glyphs != outlines.count()) {
      throw new IOException("metrics");
    }
    ByteBuffer widths = in.slice(in.position(), full * 2);
    in.position(in.position() + full * 2);
    ByteBuffer out = ByteBuffer.allocate(full * 4 + (glyphs - full) * 2);
    for (int glyph = 0; glyph < glyphs; glyph++) {
      if (glyph < full) {
        out.putShort(widths.getShort());
      }
      boolean leftOut = (flags & (glyph < full ? 1 : 2)) != 0;
      out.putShort(leftOut ? (short) outlines.left(glyph) : in.getShort());
    }
    return out.array();
  }
}
