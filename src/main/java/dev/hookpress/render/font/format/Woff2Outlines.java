package dev.hookpress.render.font.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reconstructs the outlines of a WOFF 2.0 font from the streams of section 5.1. */
final class Woff2Outlines {
  private static final int HEADER = 36;
  private static final int STREAMS = 7;
  private static final int COMPOSITE = 0xFFFF;

  // Flags of a component (OpenType 1.9, glyf table).
  private static final int WORDS = 0x0001;
  private static final int SCALE = 0x0008;
  private static final int MORE = 0x0020;
  private static final int TWO_SCALES = 0x0040;
  private static final int MATRIX = 0x0080;
  private static final int INSTRUCTIONS = 0x0100;

  private final int count;
  private final ByteBuffer contours;
  private final ByteBuffer points;
  private final ByteBuffer flags;
  private final ByteBuffer triplets;
  private final ByteBuffer components;
  private final ByteBuffer boxes;
  private final ByteBuffer instructions;
  private final byte[] hasBox;
  private final List<byte[]> outlines = new ArrayList<>();
  private int room;

  /**
   * Reads the outlines.
   *
   * @param room their maximum size in bytes
   * @throws IOException if they are larger
   * @throws RuntimeException if they are broken
   */
  Woff2Outlines(byte[] table, int room) throws IOException {
    this.room = room;
    ByteBuffer in = ByteBuffer.wrap(table);
    this.count = in.getShort(4) & 0xFFFF;
    ByteBuffer[] streams = new ByteBuffer[STREAMS];
    int at = HEADER;
    for (int i = 0; i < STREAMS; i++) {
      int length = in.getInt(8 + i * 4);
      streams[i] = in.slice(at, length);
      at += length;
    }
    contours = streams[0];
    points = streams[1];
    flags = streams[2];
    triplets = streams[3];
    components = streams[4];
    boxes = streams[5];
    instructions = streams[6];
    hasBox = new byte[(count + 31) / 32 * 4];
    boxes.get(hasBox);
    for (int glyph = 0; glyph < count; glyph++) {
      byte[] outline = outline(glyph);
      this.room -= outline.length;
      if (this.room < 0) {
        throw new IOException("size");
      }
      outlines.add(outline);
    }
  }

  int count() {
    return count;
  }

  /** The left edge of a glyph. */
  int left(int glyph) {
    byte[] outline = outlines.get(glyph);
    return outline.length == 0 ? 0 : ByteBuffer.wrap(outline).getShort(2);
  }

  /** Adds the tables {@code glyf} and {@code loca}, the latter with 32-bit offsets. */
  void putInto(Sfnt font) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer loca = ByteBuffer.allocate((count + 1) * 4);
    for (byte[] outline : outlines) {
      loca.putInt(all.size());
      all.write(outline, 0, outline.length);
      for (int pad = outline.length; pad % 4 != 0; pad++) {
        all.write(0);
      }
    }
    loca.putInt(all.size());
    font.put("glyf", all.toByteArray());
    font.put("loca", loca.array());
    ByteBuffer head = font.copy("head");
    head.putShort(50, (short) 1);
    font.put("head", head.array());
  }

  private byte[] outline(int glyph) throws IOException {
    int number = contours.getShort() & 0xFFFF;
    boolean box = (hasBox[glyph >> 3] & 0x80 >> (glyph & 7)) != 0;
    if (number == 0) {
      return new byte[0];
    }
    return number == COMPOSITE ? composite() : simple(number, box);
  }

  private byte[] composite() throws IOException {
    int start = components.position();
    int last;
    boolean instructed = false;
    do {
      last = components.getShort();
      instructed |= (last & INSTRUCTIONS) != 0;
      int rest = 2 + ((last & WORDS) != 0 ? 4 : 2);
      rest += (last & SCALE) != 0 ? 2 : (last & TWO_SCALES) != 0 ? 4 : 0;
      rest += (last & MATRIX) != 0 ? 8 : 0;
      components.position(components.position() + rest);
    } while ((last & MORE) != 0);
    int length = components.position() - start;
    int program = instructed ? shortNumber(triplets) : 0;
    ByteBuffer out = allocate(10L + length + (instructed ? 2 + program : 0));
    out.putShort((short) -1);
    out.put(boxes.slice(boxes.position(), 8));
    boxes.position(boxes.position() + 8);
    out.put(components.slice(start, length));
    if (instructed) {
      putProgram(out, program);
    }
    return out.array();
  }

  private byte[] simple(int number, boolean box) throws IOException {
    int[] ends = new int[number];
    int total = 0;
    for (int i = 0; i < number; i++) {
      total += shortNumber(points);
      ends[i] = total - 1;
    }
    // Each point has a flag, so there are at most as many points as bytes.
    if (total > flags.remaining()) {
      throw new IOException("points");
    }
    int[] xs = new int[total];
    int[] ys = new int[total];
    boolean[] on = new boolean[total];
    for (int i = 0; i < total; i++) {
      int flag = flags.get() & 0xFF;
      on[i] = (flag & 0x80) == 0;
      readPoint(flag & 0x7F, xs, ys, i);
    }
    int program = shortNumber(triplets);
    GlyphPoints glyph = new GlyphPoints(ends, xs, ys, on);
    long size = 12L + number * 2L + program + (long) total * GlyphPoints.POINT_BYTES;
    ByteBuffer out = allocate(size);
    out.putShort((short) number);
    if (box) {
      out.put(boxes.slice(boxes.position(), 8));
      boxes.position(boxes.position() + 8);
    } else {
      glyph.putBox(out);
    }
    glyph.putEnds(out);
    putProgram(out, program);
    glyph.putPoints(out);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  /** Reads the distance from the previous point: section 5.2, triplet encoding. */
  private void readPoint(int flag, int[] xs, int[] ys, int i) {
    int first = triplets.get() & 0xFF;
    int x = 0;
    int y = 0;
    if (flag < 10) {
      y = signed(flag, ((flag & 14) << 7) + first);
    } else if (flag < 20) {
      x = signed(flag, ((flag - 10 & 14) << 7) + first);
    } else if (flag < 84) {
      x = signed(flag, 1 + (flag - 20 & 0x30) + (first >> 4));
      y = signed(flag >> 1, 1 + ((flag - 20 & 0x0C) << 2) + (first & 0x0F));
    } else {
      int second = triplets.get() & 0xFF;
      if (flag < 120) {
        x = signed(flag, 1 + ((flag - 84) / 12 << 8) + first);
        y = signed(flag >> 1, 1 + ((flag - 84) % 12 >> 2 << 8) + second);
      } else {
        int third = triplets.get() & 0xFF;
        if (flag < 124) {
          x = signed(flag, (first << 4) + (second >> 4));
          y = signed(flag >> 1, ((second & 0x0F) << 8) + third);
        } else {
          x = signed(flag, (first << 8) + second);
          y = signed(flag >> 1, (third << 8) + (triplets.get() & 0xFF));
        }
      }
    }
    xs[i] = x + (i == 0 ? 0 : xs[i - 1]);
    ys[i] = y + (i == 0 ? 0 : ys[i - 1]);
  }

  private static int signed(int flag, int value) {
    return (flag & 1) != 0 ? value : -value;
  }

  private void putProgram(ByteBuffer out, int length) {
    out.putShort((short) length);
    out.put(instructions.slice(instructions.position(), length));
    instructions.position(instructions.position() + length);
  }

  private ByteBuffer allocate(long length) throws IOException {
    if (length > room) {
      throw new IOException("size");
    }
    return ByteBuffer.allocate((int) length);
  }

  /** 255UInt16, section 4.1. */
  private static int shortNumber(ByteBuffer in) {
    int first = in.get() & 0xFF;
    return switch (first) {
      case 253 -> in.getShort() & 0xFFFF;
      case 254 -> 506 + (in.get() & 0xFF);
      case 255 -> 253 + (in.get() & 0xFF);
      default -> first;
    };
  }
}
