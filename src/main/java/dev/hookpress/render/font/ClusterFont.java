package dev.hookpress.render.font;

import dev.hookpress.render.font.format.Sfnt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a TrueType font in which each glyph is a whole cluster of another font's glyphs: a PDF
 * then shows, measures and extracts the cluster as if it were one character.
 */
final class ClusterFont {
  // Flags of a component (OpenType 1.9, glyf table).
  private static final int WORDS = 0x0001;
  private static final int XY_VALUES = 0x0002;
  private static final int SCALE = 0x0008;
  private static final int MORE = 0x0020;
  private static final int TWO_SCALES = 0x0040;
  private static final int MATRIX = 0x0080;

  private final Sfnt source;
  private final byte[] glyf;
  private final int[] offsets;

  /** The glyphs of the new font, and the source glyphs that they are composed of. */
  private final List<byte[]> glyphs = new ArrayList<>();

  private final List<int[]> metrics = new ArrayList<>();
  private final List<Integer> pending = new ArrayList<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final TreeMap<Integer, Integer> characters = new TreeMap<>();

  private ClusterFont(byte[] font) {
    this.source = Sfnt.of(font);
    this.glyf = source.table("glyf");
    boolean wide = ByteBuffer.wrap(source.table("head")).getShort(50) != 0;
    ByteBuffer loca = ByteBuffer.wrap(source.table("loca"));
    this.offsets = new int[loca.capacity() / (wide ? 4 : 2)];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = wide ? loca.getInt(i * 4) : (loca.getShort(i * 2) & 0xFFFF) * 2;
    }
  }

  /**
   * Builds a font.
   *
   * @param font the source of the clusters' glyphs
   * @param clusters by the code point that stands for each; the first has glyph 1, and so on
   */
  static byte[] build(byte[] font, TreeMap<Integer, GlyphRun> clusters) {
    ClusterFont built = new ClusterFont(font);
    built.glyphs.add(built.outline(0));
    built.metrics.add(new int[] {built.advance(0), 0});
    // Clusters have the first glyph numbers, so those of their components are known beforehand.
    int parts = clusters.size() + 1;
    clusters.forEach((character, run) -> built.add(character, run, parts));
    built.addParts(parts);
    return built.toBytes();
  }

  private void add(int character, GlyphRun run, int parts) {
    characters.put(character, glyphs.size());
    List<GlyphRun.Placed> drawn =
        run.glyphs().stream().filter(it -> outline(it.glyph()).length > 0).toList();
    if (drawn.isEmpty()) {
      glyphs.add(new byte[0]);
      metrics.add(new int[] {run.advance(), 0});
      return;
    }
    ByteBuffer out = ByteBuffer.allocate(10 + drawn.size() * 8);
    int[] box = box(drawn);
    out.putShort((short) -1);
    for (int edge : box) {
      out.putShort((short) edge);
    }
    for (int i = 0; i < drawn.size(); i++) {
      GlyphRun.Placed placed = drawn.get(i);
      out.putShort((short) (WORDS | XY_VALUES | (i < drawn.size() - 1 ? MORE : 0)));
      out.putShort((short) number(placed.glyph(), parts));
      out.putShort((short) placed.x()).putShort((short) placed.y());
    }
    glyphs.add(out.array());
    // The left side bearing must equal the box's left edge: the glyph would be shifted otherwise.
    metrics.add(new int[] {Math.max(0, run.advance()), box[0]});
  }

  private int[] box(List<GlyphRun.Placed> drawn) {
    int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    for (GlyphRun.Placed placed : drawn) {
      ByteBuffer outline = ByteBuffer.wrap(outline(placed.glyph()));
      box[0] = Math.min(box[0], outline.getShort(2) + placed.x());
      box[1] = Math.min(box[1], outline.getShort(4) + placed.y());
      box[2] = Math.max(box[2], outline.getShort(6) + placed.x());
      box[3] = Math.max(box[3], outline.getShort(8) + placed.y());
    }
    return box;
  }

  private int number(int sourceGlyph, int parts) {
    return numbers.computeIfAbsent(
        sourceGlyph,
        missing -> {
          pending.add(missing);
          return parts + pending.size() - 1;
        });
  }

  /** Copies the component glyphs; the list grows while components are themselves composite. */
  private void addParts(int parts) {
    for (int i = 0; i < pending.size(); i++) {
      int sourceGlyph = pending.get(i);
      byte[] outline = outline(sourceGlyph);
      if (outline.length > 0 && ByteBuffer.wrap(outline).getShort(0) < 0) {
        renumber(ByteBuffer.wrap(outline), parts);
      }
      glyphs.add(outline);
      int left = outline.length > 0 ? ByteBuffer.wrap(outline).getShort(2) : 0;
      metrics.add(new int[] {advance(sourceGlyph), left});
    }
  }

  private void renumber(ByteBuffer composite, int parts) {
    int at = 10;
    int flags = MORE;
    while ((flags & MORE) != 0) {
      flags = composite.getShort(at);
      int part = composite.getShort(at + 2) & 0xFFFF;
      composite.putShort(at + 2, (short) number(part, parts));
      at += 4 + ((flags & WORDS) != 0 ? 4 : 2);
      at += (flags & SCALE) != 0 ? 2 : (flags & TWO_SCALES) != 0 ? 4 : 0;
      at += (flags & MATRIX) != 0 ? 8 : 0;
    }
  }

  private byte[] outline(int glyph) {
    return java.util.Arrays.copyOfRange(glyf, offsets[glyph], offsets[glyph + 1]);
  }

  private int advance(int glyph) {
    int full = ByteBuffer.wrap(source.table("hhea")).getShort(34) & 0xFFFF;
    return ByteBuffer.wrap(source.table("hmtx")).getShort(Math.min(glyph, full - 1) * 4) & 0xFFFF;
  }

  private byte[] toBytes() {
    Sfnt font = new Sfnt();
    ByteBuffer head = source.copy("head");
    head.putShort(50, (short) 1); // loca has 32 bits
    font.put("head", head.array());
    ByteBuffer hhea = source.copy("hhea");
    hhea.putShort(34, (short) glyphs.size());
    font.put("hhea", hhea.array());
    ByteBuffer maxp = source.copy("maxp");
    maxp.putShort(4, (short) glyphs.size());
    maxp.putShort(10, Short.MAX_VALUE); // points of a composite
    maxp.putShort(12, Short.MAX_VALUE); // contours of a composite
    maxp.putShort(28, (short) 256); // components
    maxp.putShort(30, (short) 8); // depth
    font.put("maxp", maxp.array());
    font.put("OS/2", source.table("OS/2"));
    font.put("name", source.table("name"));
    byte[] post = java.util.Arrays.copyOf(source.table("post"), 32);
    ByteBuffer.wrap(post).putInt(0, 0x00030000); // no names of glyphs
    font.put("post", post);
    font.put("cmap", Sfnt.characterMap(characters));
    putGlyphs(font);
    return font.toBytes();
  }

  private void putGlyphs(Sfnt font) {
    ByteArrayOutputStream outlines = new ByteArrayOutputStream();
    ByteBuffer loca = ByteBuffer.allocate((glyphs.size() + 1) * 4);
    ByteBuffer hmtx = ByteBuffer.allocate(glyphs.size() * 4);
    for (int i = 0; i < glyphs.size(); i++) {
      loca.putInt(outlines.size());
      byte[] outline = glyphs.get(i);
      outlines.write(outline, 0, outline.length);
      for (int pad = outline.length; pad % 4 != 0; pad++) {
        outlines.write(0);
      }
      hmtx.putShort((short) metrics.get(i)[0]).putShort((short) metrics.get(i)[1]);
    }
    loca.putInt(outlines.size());
    font.put("glyf", outlines.toByteArray());
    font.put("loca", loca.array());
    font.put("hmtx", hmtx.array());
  }
}
