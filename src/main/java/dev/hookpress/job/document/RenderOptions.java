package dev.hookpress.job.document;

import dev.hookpress.job.pdf.PdfFeatures;
import java.util.List;
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
 * @param steps what is done to the rendered PDF, in this order, at most {@value #MAX_STEPS}
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
    PdfFeatures pdf,
    List<PdfStep> steps) {
  /** At most so many steps: each of them reads and writes the whole PDF. */
  public static final int MAX_STEPS = 50;

  /**
   * Styles a document's HTML with Tailwind CSS classes.
   *
   * @param fonts fonts requested by the client; the first is the document's default
   */
  public record TailwindStyling(List<FontRequest> fonts) {
    public TailwindStyling {
      fonts = fonts == null ? List.of() : List.copyOf(fonts);
    }
  }

  /**
   * How content is fitted to the page.
   *
   * @param scale factor for all lengths except the page's own; 1 keeps the author's; from {@link
   *     #LEAST_SCALE} to {@link #MAX_SCALE}, in steps of 0.05
   * @param shrink whether content wider than the page is scaled down until it fits, as browsers do
   *     when printing, to half its size at most; otherwise it is clipped
   * @param strict whether a document that would lose content fails
   */
  public record ContentFit(double scale, boolean shrink, boolean strict) {
    public static final double LEAST_SCALE = 0.5;
    public static final double MAX_SCALE = 2;

    private static final double SCALES_OF_ONE = 20;

    /** The scale on offer that is nearest to this one. */
    public static double nearest(double scale) {
      return Math.max(
          LEAST_SCALE, Math.min(MAX_SCALE, Math.rint(scale * SCALES_OF_ONE) / SCALES_OF_ONE));
    }

    /** The default for requests without options. */
    public static final ContentFit STANDARD = new ContentFit(1, true, false);
  }

  public RenderOptions {
    // Null in options stored before these fields existed.
    tailwind = tailwind == null ? Optional.empty() : tailwind;
    fit = fit == null ? ContentFit.STANDARD : fit;
    print = print == null ? PrintOptions.STANDARD : print;
    engine = engine == null ? EngineOptions.STANDARD : engine;
    pdf = pdf == null ? PdfFeatures.NONE : pdf;
    steps = steps == null ? List.of() : List.copyOf(steps);
  }

  /** Options without steps. */
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
      PrintOptions print,
      EngineOptions engine,
      PdfFeatures pdf) {
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
        engine,
        pdf,
        List.of());
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
        pdf,
        steps);
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
        pdf,
        steps);
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
        features,
        steps);
  }

  /** A copy with other steps, and the name of the file that they make. */
  public RenderOptions finishedBy(List<PdfStep> others, String name) {
    return new RenderOptions(
        layout,
        headerHtml,
        footerHtml,
        info,
        name,
        userPassword,
        ownerPassword,
        tailwind,
        fit,
        print,
        engine,
        pdf,
        others);
  }

  /** The type of the files that the last step makes. */
  public AssetType result() {
    return steps.isEmpty() ? AssetType.PDF : steps.get(steps.size() - 1).operation().result();
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
        pdf,
        steps);
  }
}
