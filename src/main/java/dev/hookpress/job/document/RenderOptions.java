package dev.hookpress.job.document;

import java.util.Map;
import java.util.Optional;

/**
 * Options for a document's appearance, metadata and passwords.
 *
 * @param headerHtml HTML at the top of every page of the HTML parts; elements of the classes {@code
 *     pageNumber} and {@code totalPages} are filled in
 * @param footerHtml the same at the bottom
 * @param info the PDF's own metadata: any of {@code title}, {@code author}, {@code subject}, {@code
 *     keywords}, {@code creator}
 * @param filename file name for downloads, always ending in {@code .pdf}
 * @param userPassword required to open the PDF
 * @param ownerPassword required to lift restrictions
 * @param tailwind styles the HTML parts, header and footer with Tailwind CSS classes; empty: off
 * @param fit how the content of the HTML parts is fitted to the page
 */
public record RenderOptions(
    PageLayout layout,
    Optional<String> headerHtml,
    Optional<String> footerHtml,
    Map<String, String> info,
    String filename,
    Optional<String> userPassword,
    Optional<String> ownerPassword,
    Optional<TailwindStyling> tailwind,
    ContentFit fit) {
  public RenderOptions {
    // Null in options stored before these fields existed.
    tailwind = tailwind == null ? Optional.empty() : tailwind;
    fit = fit == null ? ContentFit.STANDARD : fit;
  }

  /** A4 without further options. */
  public static RenderOptions standard(String filename) {
    return new RenderOptions(
        PageLayout.A4,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        filename,
        Optional.empty(),
        Optional.empty());
  }

  /** Options without Tailwind CSS. */
  public RenderOptions(
      PageLayout layout,
      Optional<String> headerHtml,
      Optional<String> footerHtml,
      Map<String, String> info,
      String filename,
      Optional<String> userPassword,
      Optional<String> ownerPassword) {
    this(
        layout,
        headerHtml,
        footerHtml,
        info,
        filename,
        userPassword,
        ownerPassword,
        Optional.empty(),
        ContentFit.STANDARD);
  }

  /** A copy with another page layout. */
  public RenderOptions on(PageLayout page) {
    return copy(page, tailwind, fit);
  }

  /** A copy with another fit. */
  public RenderOptions fitted(ContentFit other) {
    return copy(layout, tailwind, other);
  }

  /** A copy styled with Tailwind CSS. */
  public RenderOptions withTailwind(TailwindStyling styling) {
    return copy(layout, Optional.of(styling), fit);
  }

  private RenderOptions copy(
      PageLayout page, Optional<TailwindStyling> styling, ContentFit contentFit) {
    return new RenderOptions(
        page,
        headerHtml,
        footerHtml,
        info,
        filename,
        userPassword,
        ownerPassword,
        styling,
        contentFit);
  }
}
