package dev.hookpress.job.document;

import dev.hookpress.job.url.PageAccess;
import java.net.URI;

/** One source of a document; parts are in page order. */
public sealed interface Part {
  /** The characters or bytes that the part itself holds; 0 for a reference to something else. */
  default long size() {
    return 0;
  }

  /** HTML from the client: untrusted until it is sanitized. */
  record Html(String html) implements Part {
    @Override
    public long size() {
      return html.length();
    }
  }

  /**
   * A web page, fetched before rendering. A response of PDF type is treated as a PDF.
   *
   * @param access what the page and its resources of the same origin are fetched with
   */
  record Url(URI url, PageAccess access) implements Part {
    public Url {
      // Null in parts stored before this field existed.
      access = access == null ? PageAccess.NONE : access;
    }

    /** A page that is open to everybody. */
    public Url(URI url) {
      this(url, PageAccess.NONE);
    }
  }

  /** Text in Markdown from the client: untrusted until it is HTML that is sanitized. */
  record Markdown(String text) implements Part {
    @Override
    public long size() {
      return text.length();
    }
  }

  /**
   * HTML produced from a stored template.
   *
   * @param template its number is never {@link TemplateVersion#NEWEST} once the job is accepted
   * @param dataJson data for the template: a JSON object
   */
  record Template(TemplateVersion template, String dataJson) implements Part {
    @Override
    public long size() {
      return dataJson.length();
    }
  }

  /** A finished PDF, decoded from base64. */
  record PdfBytes(byte[] bytes) implements Part {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /** A finished PDF, fetched before rendering. */
  record PdfUrl(URI url) implements Part {}

  /**
   * A file in the client's own storage, fetched before rendering; its content tells its type. The
   * URL is presigned, so it is a secret.
   */
  record StoredFile(URI url) implements Part {}

  /** A file that the client uploaded or that one of its jobs produced; read when needed. */
  record Asset(AssetId asset) implements Part {}
}
