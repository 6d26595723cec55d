package dev.hookpress.outbound;

import dev.hookpress.job.HeaderNames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Builds a request's head, and validates the parts that callers supply. */
final class RequestHead {
  private static final AsciiString IDENTITY = AsciiString.cached("identity");
  private static final AsciiString USER_AGENT = AsciiString.cached("Hookpress");

  private RequestHead() {}

  /**
   * Encodes the request. Headers for framing and connection management are set only here.
   *
   * @param once whether to ask the receiver to close the connection after the response
   */
  static FullHttpRequest encoded(OutboundRequest request, String host, boolean once) {
    ByteBuf body =
        request.body() == null
            ? Unpooled.EMPTY_BUFFER
            : ((BufferInternal) request.body()).getByteBuf();
    DefaultFullHttpRequest encoded =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            io.netty.handler.codec.http.HttpMethod.valueOf(request.method().name()),
            target(request.uri()),
            body);
    HttpHeaders headers = encoded.headers();
    headers.set(HttpHeaderNames.HOST, host);
    headers.set(HttpHeaderNames.USER_AGENT, USER_AGENT);
    if (request.method() == HttpMethod.GET) {
      headers.set(HttpHeaderNames.ACCEPT_ENCODING, IDENTITY);
    }
    if (once) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    request.headers().forEach(headers::set);
    if (body.isReadable()
        || request.method() == HttpMethod.POST
        || request.method() == HttpMethod.PUT) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return encoded;
  }

  /** Describes what is wrong with the headers, without their values. */
  static Optional<String> problem(Map<String, String> headers) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      if (!HeaderNames.valid(name)) {
        return Optional.of("a header's name is not valid");
      }
      if (HeaderNames.ofTheConnection(name) || HeaderNames.ofTheMessage(name)) {
        return Optional.of("the header " + name + " may not be set");
      }
      if (!isFieldValue(header.getValue())) {
        return Optional.of("the value of the header " + name + " is not valid");
      }
    }
    return Optional.empty();
  }

  /** The request target in origin form (RFC 9112 §3.2.1), in ASCII. */
  static String target(URI uri) {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    StringBuilder target = new StringBuilder(path == null || path.isEmpty() ? "/" : path);
    if (query != null) {
      target.append('?').append(query);
    }
    boolean ascii = target.chars().allMatch(c -> c < 0x80);
    return ascii ? target.toString() : URI.create(target.toString()).toASCIIString();
  }

  /** RFC 9110 §5.5, which allows no control character but the tab. */
  private static boolean isFieldValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
