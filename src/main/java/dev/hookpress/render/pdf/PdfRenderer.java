package dev.hookpress.render.pdf;

import com.openhtmltopdf.util.XRLog;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.font.DocumentFonts;
import dev.hookpress.render.font.Fonts;
import dev.hookpress.render.pdf.conformance.Attached;
import dev.hookpress.render.pdf.conformance.Declared;
import dev.hookpress.render.pdf.conformance.EmbeddedFiles;
import dev.hookpress.render.pdf.conformance.InvoiceData;
import dev.hookpress.render.pdf.conformance.Requirements;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.PreparedPart;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SvgCleaner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.nodes.Element;

/**
 * Renders a prepared document to a PDF. Reads only its arguments: no network, no files.
 *
 * <p>Thread-safe.
 */
public final class PdfRenderer {
  static final String PRODUCER = "Hookpress";

  private static final int MAX_FACT_CHARACTERS = 1_024;

  /** What a {@code <meta>} of a name tells, by the names in the API. */
  private static final Map<String, String> DESCRIBED =
      Map.of("author", "author", "description", "subject", "keywords", "keywords");

  private final Fonts fonts;
  private final RenderLimits limits;
  private final InstantSource clock;

  /**
   * Also configures the engine for the whole process, as it offers no narrower scope, to log
   * nothing and to keep images in memory.
   *
   * @param clock for the PDF's creation date
   */
  public PdfRenderer(Fonts fonts, RenderLimits limits, InstantSource clock) {
    ImageIO.setUseCache(false);
    XRLog.setLoggerImpl(new QuietLog());
    this.fonts = fonts;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Renders on the calling thread, for at most about the deadline. Any error of the document is
   * returned as a {@link RenderedPdf.Rejected}; only a fatal error of the virtual machine is
   * thrown.
   */
  public RenderedPdf render(Prepared prepared, RenderOptions options) {
    return render(prepared, options, fault -> {});
  }

  /**
   * The same.
   *
   * @param faults receives, on this thread, each failure that is a defect of the engine, whether or
   *     not another attempt succeeds
   */
  public RenderedPdf render(Prepared prepared, RenderOptions options, Consumer<Throwable> faults) {
    RenderGuard guard = new RenderGuard(limits);
    Warnings warnings = new Warnings(prepared.warnings());
    options.tailwind().ifPresent(it -> fonts.warnings(it.fonts()).forEach(warnings::looks));
    Deque<PDDocument> sources = new ArrayDeque<>();
    try (PDDocument target = new PDDocument(IOUtils.createMemoryOnlyStreamCache())) {
      return write(target, prepared, options, new Run(guard, warnings, sources, faults));
    } catch (IOException
        | RuntimeException
        | StackOverflowError
        | LinkageError
        | AssertionError e) {
      return guard.rejection().orElseGet(() -> failed(e, faults));
    } finally {
      sources.forEach(IOUtils::closeQuietly);
    }
  }

  /** The state of one rendering; the sources stay open until the target is written. */
  private record Run(
      RenderGuard guard,
      Warnings warnings,
      Deque<PDDocument> sources,
      Consumer<Throwable> faults) {}

  private RenderedPdf write(PDDocument target, Prepared prepared, RenderOptions options, Run run)
      throws IOException {
    RenderGuard guard = run.guard();
    check(prepared, options, run);
    DocumentResources resources =
        new DocumentResources(
            prepared.resources(), guard, run.warnings(), new SvgCleaner(limits.maxNodes()));
    DocumentFonts documentFonts =
        new DocumentFonts(
            fonts, target, prepared.fonts(), prepared.resources(), run.warnings()::looks);
    HtmlPages html =
        new HtmlPages(
            target,
            documentFonts,
            resources,
            guard,
            run.warnings(),
            options,
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
            new Attempts(guard, run.faults()));
    for (PreparedPart part : prepared.parts()) {
      if (part instanceof PreparedPart.Pdf pdf) {
        PDDocument source = SourcePdf.open(pdf.bytes(), guard);
        run.sources().add(source);
        guard.addPages(SourcePdf.pages(source, guard).size());
      }
    }
    OptionalInt total = total(prepared, html, run);
    guard.forgetPages();
    appendAll(target, prepared, new Pages(html, documentFonts), total, run);
    Map<String, String> facts = facts(prepared, options, html.finish().language());
    if (options.pdf().reproducible()) {
      target.setDocumentId(identity(prepared, clock.instant()));
    }
    PdfFinish.describe(target, options, facts, clock.instant());
    EmbeddedFiles.embed(
        target, Attached.files(options.pdf(), prepared.resources()), clock.instant());
    PdfFinish.protect(target, options);
    int pages = target.getNumberOfPages();
    GuardedOutput output = new GuardedOutput(guard);
    // The library writes some bytes at a time, and each write looks at the clock.
    try (OutputStream buffered = new BufferedOutputStream(output)) {
      target.save(buffered, PdfFinish.compression(options));
    }
    Optional<RenderedPdf> rejected = guard.rejection().map(RenderedPdf.class::cast);
    return rejected
        .or(() -> lost(options, run.warnings()))
        .orElseGet(
            () ->
                new RenderedPdf.Pdf(
                    output.toByteArray(), pages, guard.elapsedMillis(), run.warnings().toList()));
  }

  /** Checks what can be checked before anything is laid out. */
  private static void check(Prepared prepared, RenderOptions options, Run run) {
    PdfFeatures features = options.pdf();
    features
        .conformance()
        .flatMap(it -> Requirements.missing(it, prepared.parts(), options.info()))
        .ifPresent(lacking -> run.guard().abort(FailureCode.CONFORMANCE_UNMET, lacking));
    features
        .invoice()
        .flatMap(InvoiceData::fault)
        .ifPresent(fault -> run.guard().abort(FailureCode.EINVOICE_INVALID, fault));
    Attached.missing(features, prepared.resources())
        .ifPresent(
            uri ->
                run.guard()
                    .abort(
                        FailureCode.SOURCE_FETCH_FAILED,
                        "The attachment " + ResourceUri.shown(uri) + " could not be fetched"));
    features
        .invoice()
        .filter(it -> !it.profile().isInvoice())
        .ifPresent(
            it ->
                run.warnings()
                    .looks(
                        "Data of the profile %s is no whole invoice: it only goes with one"
                            .formatted(it.profile().level())));
  }

  /** Takes the place of the time of day in the PDF's identifier. */
  private static long identity(Prepared prepared, Instant now) {
    long identity = now.toEpochMilli();
    for (PreparedPart part : prepared.parts()) {
      int content =
          part instanceof PreparedPart.Html html
              ? html.dom().outerHtml().hashCode()
              : Arrays.hashCode(((PreparedPart.Pdf) part).bytes());
      identity = identity * 31 + content;
    }
    return identity;
  }

  /** Rejects an incomplete PDF if the options require all content. */
  private static Optional<RenderedPdf> lost(RenderOptions options, Warnings warnings) {
    return warnings
        .firstLoss()
        .filter(loss -> options.fit().strict())
        .map(loss -> new RenderedPdf.Rejected(FailureCode.CONTENT_LOST, loss));
  }

  /** Counts pages beforehand only if a total is shown that no single part knows. */
  private static OptionalInt total(Prepared prepared, HtmlPages html, Run run) throws IOException {
    if (prepared.parts().size() == 1
        || prepared.parts().stream().noneMatch(PdfRenderer::showsTotal)) {
      return OptionalInt.empty();
    }
    int total = run.sources().stream().mapToInt(PDDocument::getNumberOfPages).sum();
    for (PreparedPart part : prepared.parts()) {
      if (part instanceof PreparedPart.Html page) {
        int pages = html.count(page);
        run.guard().addPages(pages);
        total += pages;
      }
    }
    return OptionalInt.of(total);
  }

  private static boolean showsTotal(PreparedPart part) {
    return part instanceof PreparedPart.Html html && html.traits().totals();
  }

  /** The writer of HTML parts and its fonts. */
  private record Pages(HtmlPages html, DocumentFonts fonts) {}

  private void appendAll(
      PDDocument target, Prepared prepared, Pages pages, OptionalInt total, Run run)
      throws IOException {
    PDFMergerUtility merger = new PDFMergerUtility();
    var sources = run.sources().iterator();
    for (PreparedPart part : prepared.parts()) {
      if (part instanceof PreparedPart.Html page) {
        pages.html().append(page, total);
        warnOfMissing(page, pages.fonts(), run);
      } else {
        PDDocument source = sources.next();
        run.guard().addPages(source.getNumberOfPages());
        merger.appendDocument(target, source);
      }
    }
  }

  private static void warnOfMissing(PreparedPart.Html page, DocumentFonts fonts, Run run) {
    Set<Integer> missing = fonts.missing(page.dom().body().wholeText());
    if (!missing.isEmpty()) {
      int first = missing.iterator().next();
      run.warnings()
          .lost(
              "No font has %d of the characters, U+%04X (%s) for one; they are shown as #"
                  .formatted(missing.size(), first, Character.toString(first)));
    }
  }

  /** What the PDF tells about itself: what the options say, and otherwise what its HTML does. */
  private static Map<String, String> facts(
      Prepared prepared, RenderOptions options, Optional<String> language) {
    Map<String, String> facts = new LinkedHashMap<>(options.info());
    language.ifPresent(it -> facts.put(PdfFeatures.LANGUAGE, it));
    for (PreparedPart part : prepared.parts()) {
      if (part instanceof PreparedPart.Html html) {
        tell(facts, "title", html.dom().title());
        for (Element meta : html.dom().head().getElementsByTag("meta")) {
          String fact = DESCRIBED.get(meta.attr("name").toLowerCase(Locale.ROOT));
          if (fact != null) {
            tell(facts, fact, meta.attr("content"));
          }
        }
      }
    }
    if (options.pdf().claims()) {
      facts.replaceAll((name, text) -> Declared.legible(text));
    }
    return facts;
  }

  private static void tell(Map<String, String> facts, String name, String text) {
    if (!text.isBlank()) {
      facts.putIfAbsent(
          name,
          text.length() <= MAX_FACT_CHARACTERS ? text : text.substring(0, MAX_FACT_CHARACTERS));
    }
  }

  private static RenderedPdf.Rejected failed(Throwable cause, Consumer<Throwable> faults) {
    faults.accept(cause);
    String what =
        cause instanceof StackOverflowError
            ? "The document is nested too deeply"
            : "The document could not be laid out (" + cause.getClass().getSimpleName() + ")";
    return new RenderedPdf.Rejected(FailureCode.RENDER_FAILED, what);
  }
}
