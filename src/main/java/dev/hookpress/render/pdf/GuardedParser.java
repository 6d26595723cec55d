package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * Parses a PDF under a guard. PDFBox decodes object streams and cross-reference streams whole in
 * memory, so that three megabytes of PDF can take three gigabytes. The streams are measured first.
 */
final class GuardedParser extends PDFParser {
  /** Programs that write the whole structure into one stream need a few megabytes. */
  private static final long MAX_DECODED_BYTES = 33_554_432;

  /**
   * The decoded size of encrypted data cannot be measured; it inflates to at most 1,032 times this.
   */
  private static final long MAX_ENCRYPTED_BYTES = 131_072;

  private final RenderGuard guard;

  GuardedParser(byte[] bytes, String password, RenderGuard guard) throws IOException {
    super(
        new RandomAccessReadBuffer(bytes),
        password,
        null,
        null,
        IOUtils.createMemoryOnlyStreamCache());
    this.guard = guard;
  }

  @Override
  protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
    guard.checkDeadline();
    COSStream stream = super.parseCOSStream(dictionary);
    boolean places = stream.containsKey(COSName.W);
    boolean measured = places || securityHandler == null;
    // The parser relies on these keys, whatever the stream's declared type.
    if ((places || stream.containsKey(COSName.FIRST))
        && !(measured
            ? DecodedSize.within(stream, MAX_DECODED_BYTES)
            : stream.getLength() <= MAX_ENCRYPTED_BYTES)) {
      guard.abort(FailureCode.LIMIT_BYTES, "A source PDF's structure is larger than is read");
    }
    return stream;
  }
}
