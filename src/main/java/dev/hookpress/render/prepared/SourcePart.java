package dev.hookpress.render.prepared;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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

  /** An image that is the input of an operation. */
  record Image(byte[] bytes) implements SourcePart {}

  record Missing(FailureCode code, String message) implements SourcePart {}

  /** A PDF if the bytes start like one; its content is not checked. */
  static SourcePart pdf(byte[] bytes, String name) {
    return isPdf(bytes)
        ? new Pdf(bytes)
        : new Missing(FailureCode.SOURCE_INVALID, name + " is not a PDF");
  }

  /**
   * A file of the client's, whatever it starts like; its text is HTML.
   *
   * @param number of the part that first references it, from 1
   */
  static SourcePart file(byte[] bytes, int number) {
    Optional<AssetType> type = FileSignature.of(bytes);
    if (type.isEmpty()) {
      return new FetchedHtml(bytes, Optional.empty(), "");
    }
    return switch (type.get()) {
      case PDF -> new Pdf(bytes);
      case ZIP -> new Zip(bytes, number);
      default -> new Image(bytes);
    };
  }

  /** Plain text as a page: it keeps its lines and spaces, and is wrapped at the page's edge. */
  static SourcePart text(byte[] utf8) {
    String text =
        new String(utf8, StandardCharsets.UTF_8).replace("&", "&amp;").replace("<", "&lt;");
    // The parser drops a line break directly behind the tag.
    return new InlineHtml(
        "<pre style=\"white-space:pre-wrap;overflow-wrap:anywhere\">\n" + text + "</pre>");
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
