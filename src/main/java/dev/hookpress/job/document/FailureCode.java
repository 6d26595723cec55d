package dev.hookpress.job.document;

/** Why a document could not be made or stored. The names are part of the API. */
public enum FailureCode {
  /** A source could not be reached: DNS, connection, TLS or time. */
  SOURCE_FETCH_FAILED,
  /** The egress policy forbids the source's address. */
  SOURCE_BLOCKED,
  /** A source answered with something other than 2xx. */
  SOURCE_HTTP_STATUS,
  /** A source, or all of them together, exceed the byte cap. */
  SOURCE_TOO_LARGE,
  /** A source is not what it was said to be: not HTML, not a PDF. */
  SOURCE_INVALID,
  /** A source PDF is encrypted, and not opened by what was given. */
  SOURCE_ENCRYPTED,
  /** A template is not one: its syntax, or a name that it uses, is wrong. */
  TEMPLATE_INVALID,
  /** A template cannot be applied to its data: not a number, not a date. */
  TEMPLATE_FAILED,
  /** A template, or the HTML that it makes, is larger than is allowed. */
  TEMPLATE_TOO_LARGE,
  /** A template does more work than is allowed. */
  TEMPLATE_TIMEOUT,
  LIMIT_PAGES,
  LIMIT_PIXELS,
  LIMIT_BYTES,
  /** The HTML has more nodes, or deeper nesting, than is allowed. */
  LIMIT_NODES,
  /** The deadline passed. */
  RENDER_TIMEOUT,
  RENDER_FAILED,
  /** The PDF would lack some of the document's content, and the job asked for all of it. */
  CONTENT_LOST,
  /** The document has ended two nodes, and is not tried on a third. */
  RENDER_CRASHED,
  UPLOAD_FAILED,
  /** The egress policy forbids the destination's address. */
  UPLOAD_BLOCKED,
  /** The client has no credentials for this kind of destination. */
  CREDENTIALS_MISSING,
  /** What was asked for of a PDF's pages: not in it, overlapping, or in too many files. */
  PAGE_RANGE_INVALID,
  /** A password is not the PDF's, or not one that a PDF can be protected with. */
  PASSWORD_INVALID
}
