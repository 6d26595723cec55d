package dev.hookpress.job.document;

import java.util.Map;
import java.util.Optional;

/**
 * How a document is to look and open.
 *
 * @param headerHtml HTML at the top of every page of the HTML parts; elements of the classes {@code
 *     pageNumber} and {@code totalPages} are filled in
 * @param footerHtml the same at the bottom
 * @param info the PDF's own metadata: any of {@code title}, {@code author}, {@code subject}, {@code
 *     keywords}, {@code creator}
 * @param filename the name that downloads get, always ending in {@code .pdf}
 * @param userPassword asked for on opening
 * @param ownerPassword asked for before restrictions are lifted
 * @param tailwind whether classes of Tailwind CSS style the HTML parts, header and footer
 * @param fit how the HTML parts' content and the page are fitted together
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
    // Stored before there were such things.
    tailwind = tailwind == null ? Optional.empty() : tailwind;
    fit = fit == null ? ContentFit.STANDARD : fit;
  }

  /** A4, and nothing else asked for. */
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

  /** Without Tailwind's classes. */
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

  /** The same, on pages of another layout. */
  public RenderOptions on(PageLayout page) {
    return new RenderOptions(
        page, headerHtml, footerHtml, info, filename, userPassword, ownerPassword, tailwind, fit);
  }

  /** The same, fitted in another way. */
  public RenderOptions fitted(ContentFit other) {
    return new RenderOptions(
        layout,
        headerHtml,
        footerHtml,
        info,
        filename,
        userPassword,
        ownerPassword,
        tailwind,
        other);
  }

  /** The same, styled by Tailwind's classes. */
  public RenderOptions withTailwind(TailwindStyling styling) {
    return new RenderOptions(
        layout,
        headerHtml,
        footerHtml,
        info,
        filename,
        userPassword,
        ownerPassword,
        Optional.of(styling),
        fit);
  }
}
