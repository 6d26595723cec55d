package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.junit.jupiter.api.Test;

/** Fonts that a document brings. */
class WebFontsTest {
  private static final URI FONT = URI.create("https://fonts.example/f");

  @Test
  void trueTypeAndWoffAreEmbedded() throws IOException {
    byte[] mono = bytes(FontFace.MONO);
    for (byte[] font : new byte[][] {mono, woff(mono)}) {
      String css =
          "@font-face{font-family:Own;src:url(https://fonts.example/f.woff2) format('woff2'),"
              + " url(%s)}p{font-family:Own}".formatted(FONT);

      assertThat(fontOf(css, Map.of(FONT, font))).contains("JetBrainsMono");
    }
  }

  @Test
  void aDataUriIsEmbedded() throws IOException {
    String data =
        "data:font/ttf;base64," + Base64.getEncoder().encodeToString(bytes(FontFace.MONO));

    assertThat(
            fontOf("@font-face{font-family:Own;src:url(" + data + ")}p{font-family:Own}", Map.of()))
        .contains("JetBrainsMono");
  }

  @Test
  void hostileFontsAreNoFonts() throws IOException {
    byte[] mono = woff(bytes(FontFace.MONO));
    for (int i = 0; i < 400; i++) {
      byte[] broken = mono.clone();
      for (int at = 4 + i; at < 600; at += 37) {
        broken[at] ^= (byte) (i * 31 + at);
      }
      // Whatever it makes of it, it makes it without an exception.
      FontBytes.toTrueType(broken);
    }
    assertThat(FontBytes.toTrueType(new byte[3])).isEmpty();
    assertThat(FontBytes.toTrueType("wOF2".repeat(30).getBytes())).isEmpty();
  }

  private static String fontOf(String css, Map<URI, byte[]> resources) throws IOException {
    Preparation prepared =
        Rendering.prepare(
            Rendering.OPTIONS,
            resources,
            List.of(Rendering.html("<style>" + css + "</style><p>text</p>")));
    RenderedPdf rendered =
        Rendering.renderer(Rendering.LIMITS).render((Prepared) prepared, Rendering.OPTIONS);
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

  private static byte[] bytes(FontFace face) throws IOException {
    try (InputStream in = WebFontsTest.class.getResourceAsStream(face.resource())) {
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
