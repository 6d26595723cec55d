package dev.hookpress.render.source;

import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.render.prepared.OperationInputs;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.ResourceUri;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * Fetches the sources of one document. Confined to one event loop; parsing and cleaning, which may
 * take long, run on the worker pool with values passed to them.
 */
final class Fetching {
  /** Maximum concurrent requests: enough to hide latency without overloading a small site. */
  private static final int MAX_CONCURRENT_FETCHES = 6;

  /** A page, its stylesheets, their imports, and the imports of those. */
  private static final int MAX_WAVES = 4;

  private static final String ACCEPT_PAGE = "text/html,application/xhtml+xml,application/pdf,*/*";
  private static final String ACCEPT_ANY = "*/*";

  private final Vertx vertx;
  private final SourceClient outboundClient;
  private final Function<Part.Template, Future<SourcePart>> templates;
  private final ClientAssets assets;
  private final RenderLimits limits;
  private final Document document;
  private final Assembly assembly;
  private final Map<URI, byte[]> resources = new LinkedHashMap<>();
  private final Set<URI> asked = new HashSet<>();
  private final Map<URI, String> missing = new LinkedHashMap<>();
  private long filledCharacters;
  private Preparation.Rejected rejected;

  Fetching(
      Vertx vertx,
      SourceClient outboundClient,
      Function<Part.Template, Future<SourcePart>> templates,
      ClientAssets assets,
      RenderLimits limits,
      TextMeasures fonts,
      Document document) {
    this.vertx = vertx;
    this.outboundClient = outboundClient;
    this.templates = templates;
    this.assets = assets;
    this.limits = limits;
    this.document = document;
    this.assembly = new Assembly(limits, document.options(), fonts);
  }

  Future<Preparation> run() {
    if (document.operation().isPresent()) {
      return fetchParts().map(Fetching::inputs);
    }
    return fetchParts()
        .compose(parts -> vertx.executeBlocking(() -> assembly.clean(parts), false))
        .compose(this::fetchResources)
        .compose(
            done ->
                rejected != null
                    ? Future.succeededFuture(rejected)
                    : vertx.executeBlocking(() -> assembly.finish(resources, missing), false));
  }

  private static Preparation inputs(List<SourcePart> parts) {
    List<byte[]> pdfs = new ArrayList<>();
    for (SourcePart part : parts) {
      if (part instanceof SourcePart.Missing missing) {
        return new Preparation.Rejected(missing.code(), missing.message());
      }
      if (!(part instanceof SourcePart.Pdf pdf)) {
        return new Preparation.Rejected(FailureCode.SOURCE_INVALID, "An input is not a PDF");
      }
      pdfs.add(pdf.bytes());
    }
    return new OperationInputs(pdfs);
  }

  private Future<List<SourcePart>> fetchParts() {
    List<Part> wanted = document.parts();
    SourcePart[] parts = new SourcePart[wanted.size()];
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      indexes.add(i);
    }
    return inLanes(indexes, i -> fetchPart(wanted.get(i), i + 1).onSuccess(part -> parts[i] = part))
        .map(done -> Arrays.asList(parts));
  }

  private Future<SourcePart> fetchPart(Part part, int number) {
    if (part instanceof Part.Html html) {
      return Future.succeededFuture(new SourcePart.InlineHtml(html.html()));
    }
    if (part instanceof Part.PdfBytes pdf) {
      return Future.succeededFuture(SourcePart.pdf(pdf.bytes(), "Part " + number));
    }
    if (part instanceof Part.Template template) {
      return fill(template);
    }
    if (part instanceof Part.Asset asset) {
      return assets.part(asset.asset(), number);
    }
    URI uri = part instanceof Part.Url url ? url.url() : ((Part.PdfUrl) part).url();
    String shown = ResourceUri.shown(uri);
    return outboundClient
        .get(uri, ACCEPT_PAGE)
        .map(
            fetched -> {
              if (fetched instanceof SourceClient.Fetched.Nothing nothing) {
                return new SourcePart.Missing(nothing.code(), nothing.message());
              }
              SourceClient.Fetched.Body body = (SourceClient.Fetched.Body) fetched;
              return part instanceof Part.Url
                  ? SourcePart.page(body, shown)
                  : SourcePart.pdf(body.bytes(), shown);
            });
  }

  /**
   * Fills a template. A small template can produce much HTML, so the total is held to the limit of
   * all sources.
   */
  private Future<SourcePart> fill(Part.Template template) {
    if (filledCharacters > limits.maxSourceBytes()) {
      return Future.succeededFuture(tooLarge());
    }
    if (outboundClient.left().isZero()) {
      return Future.succeededFuture(
          new SourcePart.Missing(
              FailureCode.TEMPLATE_TIMEOUT, "The time for the document's templates is over"));
    }
    return templates
        .apply(template)
        .map(
            part -> {
              if (part instanceof SourcePart.InlineHtml html) {
                filledCharacters += html.html().length();
              }
              return filledCharacters > limits.maxSourceBytes() ? tooLarge() : part;
            });
  }

  private SourcePart tooLarge() {
    return new SourcePart.Missing(
        FailureCode.TEMPLATE_TOO_LARGE,
        "The document's templates together make more than %,d characters"
            .formatted(limits.maxSourceBytes()));
  }

  private Future<Void> fetchResources(Assembly.Cleaned cleaned) {
    if (cleaned.rejected().isPresent()) {
      rejected = cleaned.rejected().get();
      return Future.succeededFuture();
    }
    return fetchWave(cleaned.references(), 1);
  }

  private Future<Void> fetchWave(Collection<URI> references, int wave) {
    List<URI> wanted = references.stream().filter(asked::add).toList();
    if (wanted.isEmpty() || wave > MAX_WAVES || rejected != null) {
      return Future.succeededFuture();
    }
    Set<URI> next = new LinkedHashSet<>();
    return inLanes(wanted, uri -> fetchResource(uri).onSuccess(next::addAll))
        .compose(done -> fetchWave(next, wave + 1));
  }

  /** Fetches a resource; completes with the URIs that the resource references. */
  private Future<List<URI>> fetchResource(URI uri) {
    return (ZipSite.inside(uri) ? assets.file(uri) : outboundClient.get(uri, ACCEPT_ANY))
        .map(
            fetched -> {
              if (fetched instanceof SourceClient.Fetched.Nothing nothing) {
                missing.put(uri, nothing.message());
                return List.<URI>of();
              }
              SourceClient.Fetched.Body body = (SourceClient.Fetched.Body) fetched;
              if (!body.mediaType().equals("text/css") && !uri.getPath().endsWith(".css")) {
                resources.put(uri, body.bytes());
                return List.<URI>of();
              }
              return addStylesheet(uri, body);
            });
  }

  private List<URI> addStylesheet(URI uri, SourceClient.Fetched.Body body) {
    Optional<Preparation.Rejected> tooMuch = assembly.addCss(body.bytes().length);
    if (tooMuch.isPresent()) {
      rejected = tooMuch.get();
      return List.of();
    }
    String css = new String(body.bytes(), body.charset().orElse(StandardCharsets.UTF_8));
    resources.put(uri, css.getBytes(StandardCharsets.UTF_8));
    return CssText.references(css).stream()
        .flatMap(reference -> ResourceUri.resolve(uri.toString(), reference).stream())
        .toList();
  }

  /** Runs one Future for each item, with bounded concurrency. */
  private static <T> Future<Void> inLanes(List<T> items, Function<T, Future<?>> each) {
    Queue<T> waiting = new ArrayDeque<>(items);
    List<Future<Void>> endpointLimits = new ArrayList<>();
    for (int i = 0; i < Math.min(MAX_CONCURRENT_FETCHES, items.size()); i++) {
      endpointLimits.add(endpointState(waiting, each));
    }
    return Future.all(endpointLimits).mapEmpty();
  }

  private static <T> Future<Void> endpointState(Queue<T> waiting, Function<T, Future<?>> each) {
    T item = waiting.poll();
    return item == null
        ? Future.succeededFuture()
        : each.apply(item).compose(done -> endpointState(waiting, each));
  }
}
