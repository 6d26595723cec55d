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
 * Reads a PDF under a guard. The parser decodes the streams that hold other objects, or the places
 * of objects, whole and in memory; a PDF of three megabytes can so ask for three gigabytes. They
 * are measured first.
 */
final class GuardedParser extends PDFParser {
  /** The largest that programs write, all of a PDF's structure in one, is a few megabytes. */
  private static final long MAX_DECODED_BYTES = 33_554_432;

  /** Of what is encrypted the size cannot be measured; it inflates to at most 1,032 times this. */
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
    // By these keys the parser finds its way in them; whatever they are said to be counts nothing.
    if ((places || stream.containsKey(COSName.FIRST))
        && !(measured
            ? DecodedSize.within(stream, MAX_DECODED_BYTES)
            : stream.getLength() <= MAX_ENCRYPTED_BYTES)) {
      guard.abort(FailureCode.LIMIT_BYTES, "A source PDF's structure is larger than is read");
    }
    return stream;
  }
}
