package dev.hookpress.render.source;

import dev.hookpress.job.document.FailureCode;
import java.nio.charset.Charset;
import java.util.Optional;

/** A fetched part, before cleaning. */
sealed interface SourcePart {
  /** A PDF's header may start within this many bytes. */
  int HEADER_WITHIN = 1_024;

  /** HTML from the request. */
  record InlineHtml(String html) implements SourcePart {}

  /** HTML that was fetched. */
  record FetchedHtml(byte[] bytes, Optional<Charset> charset, String baseUri)
      implements SourcePart {}

  record Pdf(byte[] bytes) implements SourcePart {}

  record Missing(FailureCode code, String message) implements SourcePart {}

  static SourcePart pdf(byte[] bytes, String name) {
    return isPdf(bytes)
        ? new Pdf(bytes)
        : new Missing(FailureCode.SOURCE_INVALID, name + " is not a PDF");
  }

  /**
   * Classifies the response to a {@code {url}} part: a PDF by its media type or content, otherwise
   * HTML.
   */
  static SourcePart page(SourceClient.Fetched.Body body, String name) {
    String type = body.mediaType();
    boolean untyped = type.isEmpty() || type.equals("application/octet-stream");
    if (type.equals("application/pdf") || untyped && isPdf(body.bytes())) {
      return pdf(body.bytes(), name);
    }
    if (untyped || type.startsWith("text/") || type.endsWith("xml")) {
      return new FetchedHtml(body.bytes(), body.charset(), body.finalUri().toString());
    }
    return new Missing(FailureCode.SOURCE_INVALID, name + " is neither HTML nor PDF, but " + type);
  }

  /** Whether the bytes start like a PDF; readers accept some bytes before the header. */
  private static boolean isPdf(byte[] bytes) {
    int last = Math.min(bytes.length, HEADER_WITHIN) - 5;
    for (int i = 0; i <= last; i++) {
      if (bytes[i] == '%'
          && bytes[i + 1] == 'P'
          && bytes[i + 2] == 'D'
          && bytes[i + 3] == 'F'
          && bytes[i + 4] == '-') {
        return true;
      }
    }
    return false;
  }
}
