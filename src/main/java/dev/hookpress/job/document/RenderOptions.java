package dev.hookpress.job.document;

import dev.hookpress.job.pdf.PdfFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

  /** A4 without further options. */
  public static RenderOptions standard(String filename) {
    return new RenderOptions(
        PageLayout.A4,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        filename,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ContentFit.STANDARD,
        PrintOptions.STANDARD,
        EngineOptions.STANDARD,
        PdfFeatures.NONE,
        List.of());
  }

  /** The engine: a browser makes no PDF with features. */
  public EngineOptions.Engine usedEngine() {
    return pdf.fixed() ? EngineOptions.Engine.PDFBOX : engine.engine();
  }

  /** Whether a password protects the PDF. */
  public boolean encrypts() {
    return userPassword.isPresent() || ownerPassword.isPresent();
  }

  /** The type of the files that the last step makes. */
  public AssetType result() {
    return steps.isEmpty() ? AssetType.PDF : steps.get(steps.size() - 1).operation().result();
  }

  /** A copy with another page layout. */
  public RenderOptions on(PageLayout page) {
    return changed(copy -> copy.layout = page);
  }

  /** A copy with a header, a footer or both. */
  public RenderOptions between(Optional<String> header, Optional<String> footer) {
    return changed(
        copy -> {
          copy.headerHtml = header;
          copy.footerHtml = footer;
        });
  }

  /** A copy with other metadata. */
  public RenderOptions describedBy(Map<String, String> others) {
    return changed(copy -> copy.info = others);
  }

  /** A copy with other passwords. */
  public RenderOptions protectedBy(Optional<String> user, Optional<String> owner) {
    return changed(
        copy -> {
          copy.userPassword = user;
          copy.ownerPassword = owner;
        });
  }

  /** A copy that encrypts nothing. */
  public RenderOptions withoutPasswords() {
    return protectedBy(Optional.empty(), Optional.empty());
  }

  /** A copy styled with Tailwind CSS. */
  public RenderOptions withTailwind(TailwindStyling styling) {
    return changed(copy -> copy.tailwind = Optional.of(styling));
  }

  /** A copy with another fit. */
  public RenderOptions fitted(ContentFit other) {
    return changed(copy -> copy.fit = other);
  }

  /** A copy that prints other things of the HTML parts. */
  public RenderOptions printing(PrintOptions other) {
    return changed(copy -> copy.print = other);
  }

  /** A copy for another engine. */
  public RenderOptions by(EngineOptions other) {
    return changed(copy -> copy.engine = other);
  }

  /** A copy whose PDF has other features. */
  public RenderOptions with(PdfFeatures features) {
    return changed(copy -> copy.pdf = features);
  }

  /** A copy with other steps, and the name of the file that they make. */
  public RenderOptions finishedBy(List<PdfStep> others, String name) {
    return changed(
        copy -> {
          copy.steps = others;
          copy.filename = name;
        });
  }

  private RenderOptions changed(Consumer<Draft> change) {
    Draft copy = new Draft(this);
    change.accept(copy);
    return copy.options();
  }

  /** Options that are being changed. */
  private static final class Draft {
    PageLayout layout;
    Optional<String> headerHtml;
    Optional<String> footerHtml;
    Map<String, String> info;
    String filename;
    Optional<String> userPassword;
    Optional<String> ownerPassword;
    Optional<TailwindStyling> tailwind;
    ContentFit fit;
    PrintOptions print;
    EngineOptions engine;
    PdfFeatures pdf;
    List<PdfStep> steps;

    Draft(RenderOptions from) {
      layout = from.layout;
      headerHtml = from.headerHtml;
      footerHtml = from.footerHtml;
      info = from.info;
      filename = from.filename;
      userPassword = from.userPassword;
      ownerPassword = from.ownerPassword;
      tailwind = from.tailwind;
      fit = from.fit;
      print = from.print;
      engine = from.engine;
      pdf = from.pdf;
      steps = from.steps;
    }

    RenderOptions options() {
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
          pdf,
          steps);
    }
  }
}
