package dev.hookpress.job.document;

import dev.hookpress.job.pdf.PdfFeatures;
import java.util.Map;
import java.util.Optional;

/**
 * Options for a document's appearance, metadata and passwords.
 *
 * @param headerHtml HTML at the top of every page of the HTML parts; elements of the classes {@code
 *     pageNumber} and {@code totalPages} are filled in
 * @param footerHtml the same at the bottom
 * @param info the PDF's own metadata: any of {@code title}, {@code author}, {@code subject}, {@code
 *     keywords}, {@code creator}, {@code language}
 * @param filename file name for downloads, always ending in {@code .pdf}
 * @param userPassword required to open the PDF
 * @param ownerPassword required to lift restrictions
 * @param tailwind styles the HTML parts, header and footer with Tailwind CSS classes; empty: off
 * @param fit how the content of the HTML parts is fitted to the page
 * @param print what is printed of the HTML parts
 * @param engine what renders the HTML parts
 * @param pdf what the PDF is beyond its pages
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
    ContentFit fit,
    PrintOptions print,
    EngineOptions engine,
    PdfFeatures pdf) {
  public RenderOptions {
    // Null in options stored before these fields existed.
    tailwind = tailwind == null ? Optional.empty() : tailwind;
    fit = fit == null ? ContentFit.STANDARD : fit;
    print = print == null ? PrintOptions.STANDARD : print;
    engine = engine == null ? EngineOptions.STANDARD : engine;
    pdf = pdf == null ? PdfFeatures.NONE : pdf;
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
        ContentFit.STANDARD,
        PrintOptions.STANDARD);
  }

  /** Options for the default engine, of a PDF without further features. */
  public RenderOptions(
      PageLayout layout,
      Optional<String> headerHtml,
      Optional<String> footerHtml,
      Map<String, String> info,
      String filename,
      Optional<String> userPassword,
      Optional<String> ownerPassword,
      Optional<TailwindStyling> tailwind,
      ContentFit fit,
      PrintOptions print) {
    this(
        layout,
        headerHtml,
        footerHtml,
        info,
        filename,
        userPassword,
        ownerPassword,
        tailwind,
        fit,
        print,
        EngineOptions.STANDARD,
        PdfFeatures.NONE);
  }

  /** The engine: a browser makes no PDF with features. */
  public EngineOptions.Engine usedEngine() {
    return pdf.fixed() ? EngineOptions.Engine.PDFBOX : engine.engine();
  }

  /** A copy with another page layout. */
  public RenderOptions on(PageLayout page) {
    return copy(page, headerHtml, footerHtml, tailwind, fit, print, engine);
  }

  /** A copy with another fit. */
  public RenderOptions fitted(ContentFit other) {
    return copy(layout, headerHtml, footerHtml, tailwind, other, print, engine);
  }

  /** A copy styled with Tailwind CSS. */
  public RenderOptions withTailwind(TailwindStyling styling) {
    return copy(layout, headerHtml, footerHtml, Optional.of(styling), fit, print, engine);
  }

  /** A copy that prints other things of the HTML parts. */
  public RenderOptions printing(PrintOptions other) {
    return copy(layout, headerHtml, footerHtml, tailwind, fit, other, engine);
  }

  /** A copy with a header, a footer or both. */
  public RenderOptions between(Optional<String> header, Optional<String> footer) {
    return copy(layout, header, footer, tailwind, fit, print, engine);
  }

  /** A copy for another engine. */
  public RenderOptions by(EngineOptions other) {
    return copy(layout, headerHtml, footerHtml, tailwind, fit, print, other);
  }

  /** A copy with other metadata. */
  public RenderOptions describedBy(Map<String, String> others) {
    return new RenderOptions(
        layout,
        headerHtml,
        footerHtml,
        others,
        filename,
        userPassword,
        ownerPassword,
        tailwind,
        fit,
        print,
        engine,
        pdf);
  }

  /** A copy that encrypts nothing. */
  public RenderOptions withoutPasswords() {
    return new RenderOptions(
        layout,
        headerHtml,
        footerHtml,
        info,
        filename,
        Optional.empty(),
        Optional.empty(),
        tailwind,
        fit,
        print,
        engine,
        pdf);
  }

  /** A copy whose PDF has other features. */
  public RenderOptions with(PdfFeatures features) {
    return new RenderOptions(
        layout,
        headerHtml,
        footerHtml,
        info,
        filename,
        userPassword,
        ownerPassword,
        tailwind,
        fit,
        print,
        engine,
        features);
  }

  private RenderOptions copy(
      PageLayout page,
      Optional<String> header,
      Optional<String> footer,
      Optional<TailwindStyling> styling,
      ContentFit contentFit,
      PrintOptions printed,
      EngineOptions renderedBy) {
    return new RenderOptions(
        page,
        header,
        footer,
        info,
        filename,
        userPassword,
        ownerPassword,
        styling,
        contentFit,
        printed,
        renderedBy,
        pdf);
  }
}
