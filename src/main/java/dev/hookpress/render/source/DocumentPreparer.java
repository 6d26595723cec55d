package dev.hookpress.render.source;

import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.OperationInputs;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.template.Rendering;
import dev.hookpress.template.TemplateEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a document ready to render: fills templates, unpacks ZIPs, cleans HTML, and finds the
 * sources that are still to be fetched. Blocking; touches no network and no files. Thread-safe.
 */
public final class DocumentPreparer {
  /** At most so many sources are asked for at once; a document may have fewer. */
  public static final int MAX_WANTED = 10_000;

  /** A source with a longer address is not asked for. */
  public static final int MAX_URI_CHARACTERS = 16_384;

  private static final String BY_REQUEST = "The request asks for it";
  private static final String SCRIPTS_WANTED = "The request names what scripts use, make or do";

  private final RenderLimits limits;
  private final TextMeasures fonts;
  private final TemplateEngine templates;

  /**
   * Creates the preparer.
   *
   * @param fonts creates a text measure for each document that needs one
   * @param templates limits its output to the maximum size of an HTML part
   */
  public DocumentPreparer(RenderLimits limits, TextMeasures fonts, TemplateEngine templates) {
    this.limits = limits;
    this.fonts = fonts;
    this.templates = templates;
  }

  /** Prepares a document, unless it references sources that have yet to be fetched. */
  public Preparation prepare(RenderRequest request) {
    if (request.operation().isEmpty()) {
      return new Run(request).preparation();
    }
    return request.operation().get() instanceof CreatePdf
        ? created(request)
        : inputs(request.parts());
  }

  /** An image is an input of the operation; a page or a text is rendered. */
  private Preparation created(RenderRequest request) {
    SourcePart part = request.parts().get(0);
    if (part instanceof SourcePart.Image image) {
      return new OperationInputs(List.of(image.bytes()));
    }
    return part instanceof SourcePart.Pdf
        ? new Preparation.Rejected(FailureCode.SOURCE_INVALID, "The source is a PDF already")
        : new Run(request).preparation();
  }

  /** Prepares a document for a browser, whatever its own engine is. */
  public Preparation forBrowser(RenderRequest request, String reason) {
    return new Run(request).forBrowser(reason);
  }

  private static Preparation inputs(List<SourcePart> parts) {
    List<byte[]> pdfs = new ArrayList<>();
    for (SourcePart part : parts) {
      if (!(part instanceof SourcePart.Pdf pdf)) {
        return new Preparation.Rejected(FailureCode.SOURCE_INVALID, "An input is not a PDF");
      }
      pdfs.add(pdf.bytes());
    }
    return new OperationInputs(pdfs);
  }

  /** The preparation of one document. */
  private final class Run {
    private final RenderRequest request;
    private final Assembly assembly;
    private final long startNanos = System.nanoTime();

    /** Unpacked sites by the identity of their ZIP, which several parts may share. */
    private final Map<byte[], ZipSite.Unpacked> unpacked = new IdentityHashMap<>();

    private final Map<URI, byte[]> resources = new HashMap<>();
    private final Map<URI, String> missing = new LinkedHashMap<>();
    private final Set<URI> wanted = new LinkedHashSet<>();
    private final Set<String> noData = new LinkedHashSet<>();
    private long filledCharacters;
    private Preparation.Rejected rejected;

    Run(RenderRequest request) {
      this.request = request;
      this.assembly = new Assembly(limits, request.options(), fonts);
    }

    Preparation preparation() {
      List<SourcePart> parts = new ArrayList<>();
      for (SourcePart part : request.parts()) {
        parts.add(plain(part));
      }
      stepFiles();
      if (request.engine() == Engine.CHROMIUM && hasPages(parts)) {
        return forBrowser(parts, BY_REQUEST);
      }
      if (request.engine() == Engine.AUTO
          && request.options().engine().wantsScripts()
          && hasPages(parts)) {
        return forBrowser(parts, SCRIPTS_WANTED);
      }
      Assembly.Cleaned cleaned = assembly.clean(parts);
      if (cleaned.rejected().isPresent()) {
        return cleaned.rejected().get();
      }
      if (request.engine() == Engine.AUTO && assembly.needsBrowser().isPresent()) {
        return forBrowser(parts, assembly.needsBrowser().get());
      }
      request.missing().forEach(missing::put);
      Set<URI> known = new LinkedHashSet<>();
      take(cleaned.references(), known);
      Map<URI, byte[]> attached = attachments();
      if (rejected != null) {
        return rejected;
      }
      return wanted.isEmpty() || request.last()
          ? told(assembly.finish(resources, missing).with(attached))
          : new Preparation.Wanted(
              wanted.stream()
                  .limit(MAX_WANTED)
                  .collect(LinkedHashSet::new, Set::add, Collection::addAll));
    }

    private static boolean hasPages(List<SourcePart> parts) {
      return parts.stream().anyMatch(part -> !(part instanceof SourcePart.Pdf));
    }

    /** The document for a browser, filled and unpacked. */
    Preparation forBrowser(String reason) {
      return forBrowser(request.parts().stream().map(this::plain).toList(), reason);
    }

    private Preparation forBrowser(List<SourcePart> parts, String reason) {
      if (!wanted.isEmpty() && !request.last()) {
        // The document comes back as one of PDFs, after the last sources have been asked for.
        return new Preparation.Wanted(Set.copyOf(wanted));
      }
      List<BrowserPage> pages = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        SourcePart part = parts.get(i);
        if (part instanceof SourcePart.Missing absent) {
          return new Preparation.Rejected(absent.code(), absent.message());
        }
        if (part instanceof SourcePart.Pdf) {
          continue;
        }
        Optional<Preparation.Rejected> tooLarge = assembly.tooLarge(part);
        if (tooLarge.isPresent()) {
          return tooLarge.get();
        }
        try {
          pages.add(assembly.page(part, i));
        } catch (IOException | RuntimeException | StackOverflowError e) {
          return new Preparation.Rejected(FailureCode.SOURCE_INVALID, "The HTML cannot be read");
        }
      }
      Map<URI, byte[]> files = new HashMap<>();
      for (ZipSite.Unpacked site : unpacked.values()) {
        if (site instanceof ZipSite.Unpacked.Site found) {
          files.putAll(found.site().filesByUri());
        }
      }
      return new Preparation.ForBrowser(pages, files, reason);
    }

    /** Wants the files of steps. */
    private void stepFiles() {
      for (PdfStep step : request.options().steps()) {
        step.file()
            .flatMap(PdfStep.File::url)
            .filter(uri -> !request.resources().containsKey(uri))
            .filter(uri -> !request.missing().containsKey(uri))
            .ifPresent(wanted::add);
      }
    }

    /** The attachments that are fetched, as they are. The others are wanted. */
    private Map<URI, byte[]> attachments() {
      Map<URI, byte[]> attached = new LinkedHashMap<>();
      for (Attachment attachment : request.options().pdf().attachments()) {
        if (attachment.url().isPresent()) {
          URI uri = attachment.url().get();
          FetchedResource found = request.resources().get(uri);
          if (found != null) {
            attached.put(attachment.key(), found.bytes());
          } else if (!missing.containsKey(uri)) {
            wanted.add(uri);
          }
        }
      }
      return attached;
    }

    /** Adds what the templates print and the data does not have. */
    private Preparation told(Preparation finished) {
      if (noData.isEmpty() || !(finished instanceof Prepared prepared)) {
        return finished;
      }
      List<RenderWarning> warnings = new ArrayList<>(prepared.warnings());
      for (String name : noData) {
        warnings.add(
            RenderWarning.content(
                "The template prints " + name + ", which the data does not have"));
      }
      return new Prepared(prepared.parts(), prepared.resources(), prepared.fonts(), warnings);
    }

    /** Takes the resources that the document references, and those that they reference. */
    private void take(Set<URI> references, Set<URI> known) {
      List<URI> next = new ArrayList<>(references);
      while (!next.isEmpty() && rejected == null) {
        List<URI> now = next;
        next = new ArrayList<>();
        for (URI uri : now) {
          if (known.add(uri)) {
            next.addAll(take(uri));
          }
        }
      }
    }

    private List<URI> take(URI uri) {
      Optional<FetchedResource> found =
          ZipSite.inside(uri) ? file(uri) : Optional.ofNullable(request.resources().get(uri));
      if (found.isEmpty()) {
        if (uri.toString().length() > MAX_URI_CHARACTERS) {
          missing.put(uri, ResourceUri.shown(uri) + ": the address is too long");
        } else if (!missing.containsKey(uri)) {
          wanted.add(uri);
        }
        return List.of();
      }
      FetchedResource resource = found.get();
      if (!resource.css()) {
        resources.put(uri, resource.bytes());
        return List.of();
      }
      Optional<Preparation.Rejected> tooMuch = assembly.addCss(resource.bytes().length);
      if (tooMuch.isPresent()) {
        rejected = tooMuch.get();
        return List.of();
      }
      String css = new String(resource.bytes(), resource.charset().orElse(StandardCharsets.UTF_8));
      resources.put(uri, css.getBytes(StandardCharsets.UTF_8));
      return CssText.references(css).stream()
          .flatMap(reference -> ResourceUri.resolve(uri.toString(), reference).stream())
          .toList();
    }

    /** A file of a ZIP. The URI is never fetched from the network. */
    private Optional<FetchedResource> file(URI uri) {
      Optional<byte[]> file =
          unpacked.values().stream()
              .filter(ZipSite.Unpacked.Site.class::isInstance)
              .map(it -> ((ZipSite.Unpacked.Site) it).site())
              .filter(site -> site.holds(uri))
              .findFirst()
              .flatMap(site -> site.file(uri));
      if (file.isEmpty()) {
        missing.put(uri, ResourceUri.shown(uri.getPath()) + " is not in the ZIP");
      }
      return file.map(
          bytes -> new FetchedResource(bytes, uri.getPath().endsWith(".css"), Optional.empty()));
    }

    /** A part as HTML or PDF. */
    private SourcePart plain(SourcePart part) {
      if (part instanceof SourcePart.Image) {
        return new SourcePart.Missing(
            FailureCode.SOURCE_INVALID, "The source is an image, not a page");
      }
      if (part instanceof SourcePart.Zip zip) {
        ZipSite.Unpacked site =
            unpacked.computeIfAbsent(
                zip.bytes(), bytes -> ZipSite.unpack(bytes, zip.number(), limits.maxSourceBytes()));
        return site instanceof ZipSite.Unpacked.Rejected no
            ? new SourcePart.Missing(no.code(), no.message())
            : ((ZipSite.Unpacked.Site) site).site().page();
      }
      if (part instanceof SourcePart.Markdown markdown) {
        return markdown.text().length() > limits.maxHtmlBytes()
            ? new SourcePart.Missing(
                FailureCode.SOURCE_TOO_LARGE,
                "The Markdown has more than %,d characters".formatted(limits.maxHtmlBytes()))
            : MarkdownPage.of(markdown.text());
      }
      return part instanceof SourcePart.Template template ? filled(template) : part;
    }

    /**
     * Fills a template. A small template can produce much HTML, so the total is held to the limit
     * of all sources.
     */
    private SourcePart filled(SourcePart.Template part) {
      if (System.nanoTime() - startNanos > limits.fetchDeadline().toNanos()) {
        return new SourcePart.Missing(
            FailureCode.TEMPLATE_TIMEOUT, "The time for the document's templates is over");
      }
      Json.Read data = Json.read(part.dataJson().getBytes(StandardCharsets.UTF_8));
      if (!(data instanceof Json.Read.Tree tree)) {
        return new SourcePart.Missing(
            FailureCode.TEMPLATE_FAILED, "The template's data cannot be read.");
      }
      Rendering rendering = templates.render(part.language(), part.html(), tree.root());
      if (rendering instanceof Rendering.Failed failed) {
        return new SourcePart.Missing(failed.fault().code(), failed.fault().message());
      }
      noData.addAll(((Rendering.Html) rendering).missing());
      String html = ((Rendering.Html) rendering).html();
      filledCharacters += html.length();
      return filledCharacters > limits.maxSourceBytes()
          ? new SourcePart.Missing(
              FailureCode.TEMPLATE_TOO_LARGE,
              "The document's templates together make more than %,d characters"
                  .formatted(limits.maxSourceBytes()))
          : new SourcePart.InlineHtml(html);
    }
  }
}
