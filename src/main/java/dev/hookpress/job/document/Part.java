package dev.hookpress.job.document;

import java.net.URI;

/** One source of a document, in the order in which its pages appear. */
public sealed interface Part {
  /** HTML as the client wrote it: hostile until it is cleaned. */
  record Html(String html) implements Part {}

  /** A web page, fetched before rendering. An answer of PDF type is taken as a PDF. */
  record Url(URI url) implements Part {}

  /**
   * HTML made of a stored template.
   *
   * @param template its number is never {@link TemplateVersion#NEWEST} once the job is accepted
   * @param dataJson what it is filled with: a JSON object
   */
  record Template(TemplateVersion template, String dataJson) implements Part {}

  /** A finished PDF, decoded from base64. */
  record PdfBytes(byte[] bytes) implements Part {}

  /** A finished PDF, fetched before rendering. */
  record PdfUrl(URI url) implements Part {}

  /** A file that the client has uploaded, or that a job of its has made; read when it is needed. */
  record Asset(AssetId asset) implements Part {}
}
