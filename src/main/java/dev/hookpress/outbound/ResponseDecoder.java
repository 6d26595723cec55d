package dev.hookpress.outbound;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Extends Netty's response decoder with whether a response is expected: unsolicited bytes become
 * {@link #EXCESS} and are never parsed as the start of another response.
 */
final class ResponseDecoder extends HttpResponseDecoder {
  /** Represents bytes that arrived while no response was expected. */
  static final Object EXCESS = new Object();

  /** Enough for any real head; the limit of all header lines together. */
  static final int MAX_HEAD_BYTES = 32 * 1024;

  private static final int MAX_STATUS_LINE_BYTES = 4096;

  private boolean expected;
  private boolean headRequest;
  private boolean finalHeadSeen;
  private boolean bytesSeen;
  private boolean statusLineSeen;
  private boolean ambiguousLength;

  ResponseDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEAD_BYTES)
            // A whole head decides even with two lengths; its connection is then not used again.
            .setUseRfc9112TransferEncoding(false));
  }

  /** Expects one final response, after any number of interim ones. Call when a request is sent. */
  void expect(boolean toHeadRequest) {
    expected = true;
    headRequest = toHeadRequest;
    finalHeadSeen = false;
    bytesSeen = false;
    statusLineSeen = false;
    ambiguousLength = false;
  }

  /** Whether any byte has arrived since the request. */
  boolean bytesSeen() {
    return bytesSeen;
  }

  /** Whether a valid status line has arrived since the request. */
  boolean statusLineSeen() {
    return statusLineSeen;
  }

  /** Whether the head has both a length and chunked coding (RFC 9112 §6.1). */
  boolean ambiguousLength() {
    return ambiguousLength;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (!expected) {
      in.skipBytes(in.readableBytes());
      out.add(EXCESS);
      return;
    }
    bytesSeen = true;
    int before = out.size();
    super.decode(ctx, in, out);
    for (int i = before; i < out.size(); i++) {
      Object message = out.get(i);
      if (message instanceof HttpResponse response) {
        finalHeadSeen = isFinal(response.status());
      }
      if (finalHeadSeen && message instanceof LastHttpContent) {
        expected = false;
      }
    }
  }

  /** Whether this is the last head (RFC 9110 §15.2): 101 switches to another protocol. */
  static boolean isFinal(HttpResponseStatus status) {
    return status.codeClass() != HttpStatusClass.INFORMATIONAL
        || status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    // Netty accepts any case; RFC 9112 §2.3 allows only this one.
    if (!initialLine[0].startsWith("HTTP/")) {
      throw new IllegalArgumentException("not a status line");
    }
    HttpMessage message = super.createMessage(initialLine);
    statusLineSeen = true;
    return message;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return headRequest
        || super.isContentAlwaysEmpty(message)
        // RFC 9110 §15.3.6: no content, whatever the head announces.
        || message instanceof HttpResponse response
            && response.status().code() == HttpResponseStatus.RESET_CONTENT.code();
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    ambiguousLength = true;
    super.handleTransferEncodingChunkedWithContentLength(message);
  }
}
