package dev.hookpress.render.prepared;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import java.nio.charset.Charset;
import java.util.Optional;

/** A part of a document as it was fetched: nothing of it has been parsed yet. */
public sealed interface SourcePart {
  /** A PDF's header may start within this many bytes. */
  int HEADER_WITHIN = 1_024;

  /** HTML from the request. */
  record InlineHtml(String html) implements SourcePart {}

  /** HTML that was fetched. */
  record FetchedHtml(byte[] bytes, Optional<Charset> charset, String baseUri)
      implements SourcePart {}

  /** Markdown from the request. */
  record Markdown(String text) implements SourcePart {}

  /**
   * A template to be filled.
   *
   * @param dataJson its data: a JSON object
   */
  record Template(TemplateLanguage language, String html, String dataJson) implements SourcePart {
    /** A Handlebars template. */
    public Template(String html, String dataJson) {
      this(TemplateLanguage.HANDLEBARS, html, dataJson);
    }
  }

  /**
   * A ZIP with a web page and its resources.
   *
   * @param number of the part that first references it, from 1
   */
  record Zip(byte[] bytes, int number) implements SourcePart {}

  record Pdf(byte[] bytes) implements SourcePart {}

  record Missing(FailureCode code, String message) implements SourcePart {}

  /** A PDF if the bytes start like one; its content is not checked. */
  static SourcePart pdf(byte[] bytes, String name) {
    return isPdf(bytes)
        ? new Pdf(bytes)
        : new Missing(FailureCode.SOURCE_INVALID, name + " is not a PDF");
  }

  /** Whether the bytes start like a PDF; readers accept some bytes before the header. */
  static boolean isPdf(byte[] bytes) {
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
