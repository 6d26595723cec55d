package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.font.format.FontBytes;
import dev.hookpress.render.font.format.Sfnt;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenType fonts with PostScript outlines. The font of the tests has a square with a round hole as
 * the letter A, 1000 units wide.
 */
class PostScriptFontsTest {
  private static final double LEFT = 56.69;
  private static final double TOP = 56.69;

  @ParameterizedTest
  @ValueSource(strings = {"otf", "woff"})
  void areDrawnAndExtracted(String format) throws IOException {
    byte[] font = format.equals("otf") ? font() : woff(font());
    String uri = "data:font/" + format + ";base64," + Base64.getEncoder().encodeToString(font);
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><html><style>body{margin:0}@font-face{font-family:Own;src:url("
                    + uri
                    + ")}p{font:400px/400px Own;margin:0}</style><p>A</p>"));
    SeenPage page = SeenPage.of(pdf);

    assertThat(pdf.warnings()).isEmpty();
    assertThat(page.word("A").right() - page.word("A").left()).isCloseTo(300, within(1.0));
    double baseline = page.word("A").baseline();
    assertThat(page.colour(LEFT + 40, baseline - 40)).as("in the square").isEqualTo("#000000");
    assertThat(page.colour(LEFT + 150, baseline - 150)).as("in the hole").isEqualTo("#ffffff");
    assertThat(page.colour(LEFT + 90, baseline - 90)).as("in its corner").isEqualTo("#000000");
    assertThat(page.colour(LEFT + 110, baseline - 150)).as("at its side").isEqualTo("#ffffff");
    assertThat(page.colour(LEFT + 10, TOP + 1)).as("outside").isEqualTo("#ffffff");
  }

  @Test
  void brokenOutlinesAreNoFont() throws IOException {
    byte[] font = font();
    for (int at = 0; at < font.length; at += 7) {
      byte[] broken = font.clone();
      broken[at] ^= 0x55;
      FontBytes.toTrueType(broken, 1_000_000).ifPresent(FontBytes::parse);
    }
    assertThat(FontBytes.toTrueType(font, 100)).isEmpty();
    assertThat(FontBytes.toTrueType(recursive(), 1_000_000)).isEmpty();
  }

  private static byte[] font() throws IOException {
    return font(outline(), new byte[0][]);
  }

  /** A glyph whose subroutine calls itself. */
  private static byte[] recursive() throws IOException {
    // -107 callgsubr: the number of the first global subroutine is biased by 107.
    byte[] call = {(byte) (139 - 107), 29};
    return font(call, new byte[][] {call});
  }

  /** A square from 100 to 900 with a circle of radius 200 in its middle. */
  private static byte[] outline() {
    Program program = new Program();
    program.operator(21, 100, 100);
    program.operator(5, 800, 0, 0, 800, -800, 0);
    program.operator(21, 200, -400);
    program.operator(
        8, 0, 110, 90, 90, 110, 0, 110, 0, 90, -90, 0, -110, 0, -110, -90, -90, -110, 0, -110, 0,
        -90, 90, 0, 110);
    program.operator(14);
    return program.bytes();
  }

  private static final class Program {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void operator(int operator, int... operands) {
      for (int operand : operands) {
        out.write(28);
        out.write(operand >> 8);
        out.write(operand);
      }
      out.write(operator);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private static byte[] font(byte[] outline, byte[][] subroutines) throws IOException {
    Sfnt font;
    try (InputStream in = Rendering.class.getResourceAsStream("/fonts/lato/Lato_400Regular.ttf")) {
      font = Sfnt.of(in.readAllBytes());
    }
    Sfnt own = new Sfnt();
    ByteBuffer head = font.copy("head");
    head.putShort(18, (short) 1_000);
    own.put("head", head.array());
    ByteBuffer hhea = font.copy("hhea");
    hhea.putShort(4, (short) 900).putShort(6, (short) -100).putShort(34, (short) 2);
    own.put("hhea", hhea.array());
    own.put(
        "hmtx",
        ByteBuffer.allocate(8)
            .putShort((short) 500)
            .putShort((short) 0)
            .putShort((short) 1_000)
            .putShort((short) 100)
            .array());
    own.put("maxp", ByteBuffer.allocate(6).putInt(0x5000).putShort((short) 2).array());
    own.put("cmap", Sfnt.characterMap(new TreeMap<>(java.util.Map.of((int) 'A', 1))));
    own.put("name", font.table("name"));
    own.put("OS/2", font.table("OS/2"));
    ByteBuffer post = ByteBuffer.allocate(32).putInt(0x30000);
    own.put("post", post.array());
    own.put("CFF ", cff(outline, subroutines));
    byte[] bytes = own.toBytes();
    ByteBuffer.wrap(bytes).putInt(0x4F54544F);
    return bytes;
  }

  /** A CFF font (Adobe Technical Note 5176) of an empty glyph and the given one. */
  private static byte[] cff(byte[] outline, byte[][] subroutines) throws IOException {
    byte[] start = join(new byte[] {1, 0, 4, 4}, index("Own".getBytes(StandardCharsets.US_ASCII)));
    int dictionary = 6 + 6 + 7;
    byte[] rest = join(index(), index(subroutines));
    int charset = start.length + 2 + 1 + 2 + dictionary + rest.length;
    byte[] charsets = {0, 0, 34};
    int glyphs = charset + charsets.length;
    byte[] programs = index(new byte[] {14}, outline);
    ByteBuffer top = ByteBuffer.allocate(dictionary);
    top.put((byte) 29).putInt(charset).put((byte) 15);
    top.put((byte) 29).putInt(glyphs).put((byte) 17);
    top.put((byte) 139).put((byte) 29).putInt(glyphs + programs.length).put((byte) 18);
    return join(
        start,
        index(java.util.Arrays.copyOf(top.array(), top.position())),
        rest,
        charsets,
        programs);
  }

  private static byte[] index(byte[]... objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(objects.length);
    if (objects.length > 0) {
      out.write(1);
      int offset = 1;
      out.write(offset);
      for (byte[] object : objects) {
        offset += object.length;
        out.write(offset);
      }
      for (byte[] object : objects) {
        out.write(object);
      }
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  /** WOFF 1.0 with compressed tables. */
  private static byte[] woff(byte[] sfnt) {
    ByteBuffer in = ByteBuffer.wrap(sfnt);
    int tables = in.getShort(4);
    ByteBuffer out = ByteBuffer.allocate(sfnt.length * 2 + 1_000);
    out.putInt(0x774F4646).putInt(in.getInt(0)).putInt(0).putShort((short) tables);
    out.putShort((short) 0).putInt(sfnt.length);
    int at = 44 + tables * 20;
    for (int i = 0; i < tables; i++) {
      int entry = 12 + i * 16;
      byte[] table = new byte[in.getInt(entry + 12)];
      in.get(in.getInt(entry + 8), table);
      Deflater deflater = new Deflater();
      deflater.setInput(table);
      deflater.finish();
      byte[] packed = new byte[table.length + 100];
      int length = deflater.deflate(packed);
      deflater.end();
      byte[] used = length < table.length ? java.util.Arrays.copyOf(packed, length) : table;
      out.putInt(44 + i * 20, in.getInt(entry)).putInt(48 + i * 20, at);
      out.putInt(52 + i * 20, used.length).putInt(56 + i * 20, table.length);
      out.put(at, used);
      at += (used.length + 3) & ~3;
    }
    return java.util.Arrays.copyOf(out.array(), at);
  }
}
