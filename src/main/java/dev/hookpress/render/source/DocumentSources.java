package dev.hookpress.render.source;

import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.render.prepared.BrowserSource;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SourcePart;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * The sources of one document: its parts first, then the images, stylesheets and fonts that the
 * renderer finds in them. Confined to one event loop, on which the Futures complete.
 */
public final class DocumentSources {
  /** Maximum concurrent requests: enough to hide latency without overloading a small site. */
  private static final int MAX_CONCURRENT_FETCHES = 6;

  /** A page, its stylesheets, their imports, and the imports of those. */
  private static final int MAX_WAVES = 4;

  private static final String ACCEPT_PAGE = "text/html,application/xhtml+xml,application/pdf,*/*";
  private static final String ACCEPT_ANY = "*/*";

  private final SourceClient outboundClient;
  private final Function<TemplateVersion, Future<Optional<TemplateSource>>> templates;
  private final ClientAssets assets;
  private final Document document;
  private final List<SourcePart> parts = new ArrayList<>();
  private final Map<URI, FetchedResource> resources = new LinkedHashMap<>();
  private final Set<URI> asked = new HashSet<>();
  private final Map<URI, String> missing = new LinkedHashMap<>();
  private int waves;

  DocumentSources(
      SourceClient outboundClient,
      Function<TemplateVersion, Future<Optional<TemplateSource>>> templates,
      ClientAssets assets,
      Document document) {
    this.outboundClient = outboundClient;
    this.templates = templates;
    this.assets = assets;
    this.document = document;
  }

  /** Fetches the parts. Completes with the first one that could not be fetched, if any. */
  public Future<Optional<SourcePart.Missing>> fetchParts() {
    List<Part> wanted = document.parts();
    SourcePart[] found = new SourcePart[wanted.size()];
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      indexes.add(i);
    }
    return inLanes(indexes, i -> fetchPart(wanted.get(i), i + 1).onSuccess(part -> found[i] = part))
        .map(
            done -> {
              parts.addAll(Arrays.asList(found));
              return parts.stream()
                  .filter(SourcePart.Missing.class::isInstance)
                  .map(SourcePart.Missing.class::cast)
                  .findFirst();
            });
  }

  /**
   * Fetches the sources that the renderer has named. A source that cannot be fetched is recorded
   * with the reason; it does not fail the document.
   */
  public Future<Void> fetch(Collection<URI> references) {
    waves++;
    List<URI> wanted = references.stream().filter(asked::add).toList();
    return inLanes(wanted, this::fetchResource);
  }

  /** The document with all that has been fetched so far. */
  public RenderRequest request(Instant now, Duration left) {
    return new RenderRequest(
        document.options(),
        document.operation(),
        parts,
        resources,
        missing,
        waves >= MAX_WAVES,
        now,
        left);
  }

  /**
   * Puts PDFs in the places of parts that a browser has printed: the document is then one of PDFs.
   *
   * @param pdfs by the index of the part
   */
  public void printed(Map<Integer, byte[]> pdfs) {
    pdfs.forEach((part, pdf) -> parts.set(part, new SourcePart.Pdf(pdf)));
  }

  /**
   * Begins to fetch for a browser: the time for fetching starts anew, since the document may have
   * waited for it.
   */
  public void browsing() {
    outboundClient.restart();
  }

  /** Fetches what a page in a browser asks for, within the same bounds as all other sources. */
  public Future<BrowserSource> browse(URI uri) {
    return outboundClient
        .get(uri, ACCEPT_ANY, access(uri))
        .map(
            fetched -> {
              if (fetched instanceof SourceClient.Fetched.Nothing nothing) {
                return new BrowserSource.Absent(nothing.code(), nothing.message());
              }
              SourceClient.Fetched.Body body = (SourceClient.Fetched.Body) fetched;
              return new BrowserSource.Found(
                  body.bytes(), body.mediaType(), body.charset(), body.finalUri());
            });
  }

  private Future<SourcePart> fetchPart(Part part, int number) {
    if (part instanceof Part.Html html) {
      return Future.succeededFuture(new SourcePart.InlineHtml(html.html()));
    }
    if (part instanceof Part.Markdown markdown) {
      return Future.succeededFuture(new SourcePart.Markdown(markdown.text()));
    }
    if (part instanceof Part.PdfBytes pdf) {
      return Future.succeededFuture(SourcePart.pdf(pdf.bytes(), "Part " + number));
    }
    if (part instanceof Part.Template template) {
      return templates.apply(template.template()).map(html -> template(html, template.dataJson()));
    }
    if (part instanceof Part.Asset asset) {
      return assets.part(asset.asset(), number);
    }
    if (part instanceof Part.StoredFile stored) {
      return fetchStored(stored.url(), number);
    }
    URI uri = part instanceof Part.Url url ? url.url() : ((Part.PdfUrl) part).url();
    String shown = ResourceUri.shown(uri);
    return outboundClient
        .get(uri, ACCEPT_PAGE, access(uri))
        .map(
            fetched -> {
              if (fetched instanceof SourceClient.Fetched.Nothing nothing) {
                return new SourcePart.Missing(nothing.code(), nothing.message());
              }
              SourceClient.Fetched.Body body = (SourceClient.Fetched.Body) fetched;
              return part instanceof Part.Url
                  ? page(body, shown)
                  : SourcePart.pdf(body.bytes(), shown);
            });
  }

  /** What the client's pages of the same origin are fetched with. */
  private Map<String, String> access(URI uri) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Part part : document.parts()) {
      if (part instanceof Part.Url page) {
        headers.putAll(page.access().headersFor(page.url(), uri));
      }
    }
    return headers;
  }

  /** Fetches a file from the client's storage. It has no base URI: the URL is a secret. */
  private Future<SourcePart> fetchStored(URI uri, int number) {
    return outboundClient
        .get(uri, ACCEPT_ANY, Map.of())
        .map(
            fetched ->
                fetched instanceof SourceClient.Fetched.Nothing nothing
                    ? new SourcePart.Missing(nothing.code(), nothing.message())
                    : SourcePart.file(((SourceClient.Fetched.Body) fetched).bytes(), number));
  }

  private static SourcePart template(Optional<TemplateSource> html, String dataJson) {
    return html.isPresent()
        ? new SourcePart.Template(html.get().language(), html.get().html(), dataJson)
        : new SourcePart.Missing(
            FailureCode.TEMPLATE_INVALID, "The template that the job names is no longer stored.");
  }

  /**
   * Classifies the response to a {@code {url}} part: a PDF by its media type or content, otherwise
   * HTML.
   */
  private static SourcePart page(SourceClient.Fetched.Body body, String name) {
    String type = body.mediaType();
    boolean untyped = type.isEmpty() || type.equals("application/octet-stream");
    if (type.equals("application/pdf") || untyped && SourcePart.isPdf(body.bytes())) {
      return SourcePart.pdf(body.bytes(), name);
    }
    if (untyped || type.startsWith("text/") || type.endsWith("xml")) {
      return new SourcePart.FetchedHtml(body.bytes(), body.charset(), body.finalUri().toString());
    }
    return new SourcePart.Missing(
        FailureCode.SOURCE_INVALID, name + " is neither HTML nor PDF, but " + type);
  }

  private Future<?> fetchResource(URI uri) {
    return outboundClient
        .get(uri, ACCEPT_ANY, access(uri))
        .onSuccess(
            fetched -> {
              if (fetched instanceof SourceClient.Fetched.Nothing nothing) {
                missing.put(uri, nothing.message());
                return;
              }
              SourceClient.Fetched.Body body = (SourceClient.Fetched.Body) fetched;
              boolean css = body.mediaType().equals("text/css") || uri.getPath().endsWith(".css");
              resources.put(uri, new FetchedResource(body.bytes(), css, body.charset()));
            });
  }

  /** Runs one Future for each item, with bounded concurrency. */
  private static <T> Future<Void> inLanes(List<T> items, Function<T, Future<?>> each) {
    Queue<T> waiting = new ArrayDeque<>(items);
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(MAX_CONCURRENT_FETCHES, items.size()); i++) {
      lanes.add(lane(waiting, each));
    }
    return Future.all(lanes).mapEmpty();
  }

  private static <T> Future<Void> lane(Queue<T> waiting, Function<T, Future<?>> each) {
    T item = waiting.poll();
    return item == null
        ? Future.succeededFuture()
        : each.apply(item).compose(done -> lane(waiting, each));
  }
}
