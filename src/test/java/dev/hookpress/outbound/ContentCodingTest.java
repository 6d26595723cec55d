package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentCodingTest {
  private static final String TEXT = "{\"ack\":\"done\"}";

  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static Buffer packed(String text, Packing packing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.around(bytes)) {
      out.write(text.getBytes());
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static String decoded(Buffer body, String coding) {
    return ContentCoding.decode(body, coding, 1_000).body().toString();
  }

  @Test
  void decompressesTheOfferedCodings() throws IOException {
    Buffer gzip = packed(TEXT, GZIPOutputStream::new);
    assertThat(decoded(gzip, "gzip")).isEqualTo(TEXT);
    assertThat(decoded(gzip, " X-GZIP ")).isEqualTo(TEXT);
    assertThat(decoded(packed(TEXT, DeflaterOutputStream::new), "deflate")).isEqualTo(TEXT);
    Buffer raw =
        packed(TEXT, out -> new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED, true)));
    assertThat(decoded(raw, "deflate")).isEqualTo(TEXT);
  }

  @Test
  void leavesUnknownCodingsUnchanged() {
    Buffer body = Buffer.buffer(TEXT);
    assertThat(decoded(body, null)).isEqualTo(TEXT);
    assertThat(decoded(body, "identity")).isEqualTo(TEXT);
    assertThat(decoded(body, "br")).isEqualTo(TEXT);
  }

  @Test
  void aCorruptBodyIsEmptyAndATruncatedOneGivesItsBeginning() throws IOException {
    assertThat(decoded(Buffer.buffer(TEXT), "gzip")).isEmpty();
    assertThat(decoded(Buffer.buffer(), "gzip")).isEmpty();
    assertThat(decoded(Buffer.buffer(), "deflate")).isEmpty();
    Buffer gzip = packed(TEXT.repeat(20), GZIPOutputStream::new);
    assertThat(decoded(gzip.getBuffer(0, gzip.length() - 8), "gzip")).startsWith(TEXT);
  }

  @Test
  void aDecompressionBombStopsAtTheBound() throws IOException {
    Buffer bomb = packed("a".repeat(50_000_000), GZIPOutputStream::new);

    ContentCoding.Decoded decoded = ContentCoding.decode(bomb, "gzip", 65_536);

    assertThat(decoded.body().length()).isEqualTo(65_536);
    assertThat(decoded.truncated()).isTrue();
  }
}
