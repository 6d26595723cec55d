package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.font.format.FontBytes;
import dev.hookpress.render.font.format.Sfnt;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.GlyphDescription;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fonts of a document's own. */
class WebFontsTest {
  private static final String MONO = "/fonts/jetbrains-mono/JetBrainsMono_400Regular.ttf";
  private static final int ROOM = 1 << 20;
  private static final URI FONT = URI.create("https://fonts.example/f");

  @Test
  void trueTypeAndWoffAreEmbedded() throws IOException {
    byte[] mono = bytes(MONO);
    for (byte[] font : new byte[][] {mono, woff(mono)}) {
      String css =
          "@font-face{font-family:Own;src:url(https://fonts.example/f.woff2) format('woff2'),"
              + " url(%s)}p{font-family:Own}".formatted(FONT);

      assertThat(fontOf(css, Map.of(FONT, font))).contains("JetBrainsMono");
    }
  }

  @Test
  void aDataUriIsEmbedded() throws IOException {
    String data = "data:font/ttf;base64," + Base64.getEncoder().encodeToString(bytes(MONO));

    assertThat(
            fontOf("@font-face{font-family:Own;src:url(" + data + ")}p{font-family:Own}", Map.of()))
        .contains("JetBrainsMono");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fonts/lato.woff2", "/fonts/lato-metrics.woff2"})
  void woff2IsUnpackedToTheSameOutlinesAndWidths(String packed) throws IOException {
    byte[] unpacked = FontBytes.toTrueType(bytes(packed), ROOM).orElseThrow();
    TrueTypeFont font = FontBytes.parse(unpacked).orElseThrow();
    TrueTypeFont original = FontBytes.parse(bytes("/fonts/lato/Lato_400Regular.ttf")).orElseThrow();

    assertThat(font.getNumberOfGlyphs()).isEqualTo(original.getNumberOfGlyphs());
    for (int glyph = 0; glyph < original.getNumberOfGlyphs(); glyph++) {
      assertThat(font.getAdvanceWidth(glyph)).isEqualTo(original.getAdvanceWidth(glyph));
      assertThat(outline(font, glyph)).isEqualTo(outline(original, glyph));
    }
  }

  @Test
  void woff2IsEmbedded() throws IOException {
    assertThat(
            fontOf(
                "@font-face{font-family:Own;src:url(%s) format('woff2')}p{font-family:Own}"
                    .formatted(FONT),
                Map.of(FONT, bytes("/fonts/lato.woff2"))))
        .contains("Lato");
  }

  @Test
  void ligaturesOfADocumentsOwnFontReadAsTheirLetters() throws IOException {
    byte[] font = bytes("/fonts/playfair-display/PlayfairDisplay_400Regular.ttf");

    assertThat(
            Rendering.text(
                rendered(
                    "@font-face{font-family:Own;src:url(%s)}p{font-family:Own}".formatted(FONT),
                    Map.of(FONT, font),
                    "<p>office waffle</p>")))
        .contains("office waffle");
  }

  @Test
  void aFaceIsUsedForItsRangeOfCharacters() throws IOException {
    String css =
        "@font-face{font-family:Own;src:url(%s)}"
            + "@font-face{font-family:Own;src:url(%s/digits);unicode-range:U+30-39, U+2?}"
            + "p{font-family:Own}";
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                rendered(
                    css.formatted(FONT, FONT),
                    Map.of(
                        FONT,
                        bytes("/fonts/lato.woff2"),
                        URI.create(FONT + "/digits"),
                        bytes(MONO)),
                    "<p>letters <b>12345</b></p>")));

    assertThat(page.word("letters").font()).contains("Lato");
    assertThat(page.word("12345").font()).contains("JetBrainsMono");
  }

  @Test
  void unusedFontFacesAreNotParsed() throws IOException {
    RenderedPdf rendered =
        rendered(
            "@font-face{font-family:Own;src:url(%s);unicode-range:U+400-4FF}p{font-family:Own}"
                .formatted(FONT),
            Map.of(FONT, new byte[] {1, 2, 3}),
            "<p>text</p>");

    assertThat(Rendering.pdf(rendered).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"300,Light", "400,Regular", "500,Regular", "600,Bold", "700,Bold", "900,Bold"})
  void theNearestWeightIsTaken(int weight, String style) throws IOException {
    String css =
        "@font-face{font-family:Own;font-weight:300;src:local('Open Sans Regular')}"
            + "@font-face{font-family:Own;font-weight:400;src:local('Lato')}"
            + "@font-face{font-family:'Own';font-weight:bold;src:local('Lato Bold')}"
            + "p{font-family:\"Own\", Arial;font-weight:%d}";

    assertThat(fontOf(css.formatted(weight), Map.of()))
        .contains(style.equals("Light") ? "OpenSans" : "Lato-" + style);
  }

  @Test
  void aRangeOfWeightsIsOneFace() throws IOException {
    String css =
        "@font-face{font-family:Own;font-weight:100 900;src:url(%s) format('woff2')}"
            + "p{font-family:Own;font-weight:800}";

    assertThat(fontOf(css.formatted(FONT), Map.of(FONT, bytes("/fonts/lato.woff2"))))
        .contains("Lato-Regular");
  }

  @Test
  void theUnpackedFontsAreBoundedTogether() throws IOException {
    byte[] bomb = woff(withLargeTable(bytes(MONO), 12 << 20));
    assertThat(bomb.length).isLessThan(200_000);
    StringBuilder css = new StringBuilder();
    StringBuilder html = new StringBuilder();
    Map<URI, byte[]> resources = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      URI uri = URI.create(FONT + "?" + i);
      resources.put(uri, bomb);
      css.append("@font-face{font-family:F%d;src:url(%s)}".formatted(i, uri));
      html.append("<p style='font-family:F%d'>text</p>".formatted(i));
    }
    RenderedPdf.Pdf pdf = Rendering.pdf(rendered(css.toString(), resources, html.toString()));

    assertThat(pdf.warnings()).anyMatch(it -> it.contains("33,554,432 bytes when unpacked"));
    // Two fit the bound; the others are drawn in the default font.
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      assertThat(document.getPage(0).getResources().getFontNames()).hasSizeBetween(2, 3);
    }
  }

  @Test
  void hostileFontsAreRejected() throws IOException {
    byte[] mono = woff(bytes(MONO));
    for (int i = 0; i < 400; i++) {
      byte[] broken = mono.clone();
      for (int at = 4 + i; at < 600; at += 37) {
        broken[at] ^= (byte) (i * 31 + at);
      }
      // Any outcome is accepted, but no exception.
      FontBytes.toTrueType(broken, ROOM).ifPresent(FontBytes::parse);
    }
    for (String packed : List.of("/fonts/lato.woff2", "/fonts/lato-metrics.woff2")) {
      byte[] good = bytes(packed);
      for (int i = 0; i < 400; i++) {
        byte[] broken = good.clone();
        for (int at = 4 + i; at < (i % 2 == 0 ? 200 : broken.length); at += 37 + i * 7) {
          broken[at] ^= (byte) (i * 31 + at);
        }
        FontBytes.toTrueType(broken, ROOM).ifPresent(FontBytes::parse);
      }
    }
    assertThat(FontBytes.toTrueType(bytes("/fonts/lato.woff2"), 10_000)).isEmpty();
    assertThat(FontBytes.toTrueType(new byte[3], ROOM)).isEmpty();
    assertThat(FontBytes.toTrueType("wOF2".repeat(30).getBytes(), ROOM)).isEmpty();
  }

  private static String outline(TrueTypeFont font, int glyph) throws IOException {
    GlyphData data = font.getGlyph().getGlyph(glyph);
    if (data == null) {
      return "";
    }
    StringBuilder points = new StringBuilder();
    GlyphDescription description = data.getDescription();
    for (int i = 0; i < description.getPointCount(); i++) {
      points.append(description.getXCoordinate(i)).append(',');
      points.append(description.getYCoordinate(i)).append(' ');
      points.append(description.getFlags(i) & 1).append(' ');
    }
    return points.append(data.getBoundingBox()).toString();
  }

  /** A font with a table of zeros, which pack well. */
  private static byte[] withLargeTable(byte[] font, int length) {
    Sfnt tables = Sfnt.of(font);
    tables.put("zzzz", new byte[length]);
    return tables.toBytes();
  }

  private static RenderedPdf rendered(String css, Map<URI, byte[]> resources, String html) {
    Preparation prepared =
        Rendering.prepare(
            Rendering.OPTIONS,
            resources,
            List.of(Rendering.html("<style>" + css + "</style>" + html)));
    return Rendering.renderer(Rendering.LIMITS).render((Prepared) prepared, Rendering.OPTIONS);
  }

  private static String fontOf(String css, Map<URI, byte[]> resources) throws IOException {
    RenderedPdf rendered = rendered(css, resources, "<p>text</p>");
    assertThat(Rendering.pdf(rendered).warnings()).isEmpty();
    try (PDDocument document = Loader.loadPDF(Rendering.pdf(rendered).bytes())) {
      PDResources used = document.getPage(0).getResources();
      StringBuilder names = new StringBuilder();
      for (COSName name : used.getFontNames()) {
        names.append(used.getFont(name).getName());
      }
      return names.toString();
    }
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = WebFontsTest.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }

  /** Packs a font as WOFF 1.0. */
  private static byte[] woff(byte[] ttf) {
    ByteBuffer in = ByteBuffer.wrap(ttf);
    int tables = in.getShort(4);
    ByteBuffer out = ByteBuffer.allocate(ttf.length + 44 + tables * 20);
    out.putInt(0x774F4646).putInt(in.getInt(0)).putInt(0).putShort((short) tables);
    out.putShort((short) 0).putInt(ttf.length).position(44 + tables * 20);
    for (int i = 0; i < tables; i++) {
      int from = 12 + i * 16;
      int length = in.getInt(from + 12);
      Deflater deflater = new Deflater();
      deflater.setInput(ttf, in.getInt(from + 8), length);
      deflater.finish();
      byte[] packed = new byte[length + 64];
      int size = deflater.deflate(packed);
      deflater.end();
      boolean smaller = size < length;
      int entry = 44 + i * 20;
      out.putInt(entry, in.getInt(from)).putInt(entry + 4, out.position());
      out.putInt(entry + 8, smaller ? size : length).putInt(entry + 12, length);
      out.putInt(entry + 16, in.getInt(from + 4));
      if (smaller) {
        out.put(packed, 0, size);
      } else {
        out.put(ttf, in.getInt(from + 8), length);
      }
      out.position((out.position() + 3) & ~3);
    }
    return java.util.Arrays.copyOf(out.array(), out.position());
  }
}
