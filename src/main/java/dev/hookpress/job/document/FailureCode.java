package dev.hookpress.job.document;

/** Why a document could not be produced or stored. The names are part of the API. */
public enum FailureCode {
  /** A source could not be reached: DNS, connection, TLS or timeout. */
  SOURCE_FETCH_FAILED,
  /** The egress policy forbids the source's address. */
  SOURCE_BLOCKED,
  /** A source answered with something other than 2xx. */
  SOURCE_HTTP_STATUS,
  /** A source, or all sources together, exceed the byte limit. */
  SOURCE_TOO_LARGE,
  /** A source is not of the declared type: not HTML, or not a PDF. */
  SOURCE_INVALID,
  /** A source PDF is encrypted and the given passwords do not open it. */
  SOURCE_ENCRYPTED,
  /** A template has a syntax error or uses an unknown name. */
  TEMPLATE_INVALID,
  /**
   * A template cannot be applied to its data, for example because a value is not a number or date.
   */
  TEMPLATE_FAILED,
  /** A template, or the HTML it produces, exceeds its size limit. */
  TEMPLATE_TOO_LARGE,
  /** A template exceeds its work limit. */
  TEMPLATE_TIMEOUT,
  LIMIT_PAGES,
  LIMIT_PIXELS,
  LIMIT_BYTES,
  /** The HTML exceeds the limit on nodes or nesting depth. */
  LIMIT_NODES,
  /** The deadline passed. */
  RENDER_TIMEOUT,
  RENDER_FAILED,
  /** The PDF would lose content and the job requires all of it. */
  CONTENT_LOST,
  /** The document lacks what the PDF standard requires that the job names. */
  CONFORMANCE_UNMET,
  /** The data of the electronic invoice is not what its profile requires. */
  EINVOICE_INVALID,
  /** The key that should sign is not there any more, or its certificate has expired. */
  SIGNING_KEY_UNUSABLE,
  /** The PDF cannot be signed. */
  SIGNING_FAILED,
  /** The time-stamp server gave no valid time-stamp. */
  TIMESTAMP_FAILED,
  /** The finished PDF was verified and did not pass, or could not be verified. */
  VERIFICATION_FAILED,
  /** Rendering needs more memory than one document may have. */
  RENDER_OUT_OF_MEMORY,
  /** Rendering the document has ended the process that rendered it alone. */
  RENDER_CRASHED,
  UPLOAD_FAILED,
  /** The egress policy forbids the destination's address. */
  UPLOAD_BLOCKED,
  /** The client has no credentials for this kind of destination. */
  CREDENTIALS_MISSING,
  /** A page range is not in the PDF, overlaps another, or would make too many files. */
  PAGE_RANGE_INVALID,
  /** A password does not open the PDF, or cannot protect one. */
  PASSWORD_INVALID
}
