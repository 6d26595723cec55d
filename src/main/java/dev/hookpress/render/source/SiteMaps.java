package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the pages of a website by its sitemap: {@code /sitemap.xml}, or the given URL if it ends
 * with {@code .xml}. Of a sitemap that lists others the first few are read. Only pages of the
 * site's own host count.
 */
public final class SiteMaps {
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_SITEMAPS = 10;
  private static final int MAX_REDIRECTS = 3;
  private static final String XML = ".xml";

  private final Vertx vertx;
  private final OutboundClient outbound;
  private final int maxPages;

  /**
   * @param maxPages how many pages are returned; all are counted
   */
  public SiteMaps(Vertx vertx, OutboundClient outbound, int maxPages) {
    this.vertx = vertx;
    this.outbound = outbound;
    this.maxPages = maxPages;
  }

  /**
   * The pages of a site.
   *
   * @param urls the first ones, distinct
   * @param total how many there are
   */
  public record Found(List<URI> urls, int total) {}

  /** Finds the pages of a site; none if it has no sitemap that can be read in time. */
  public Future<Found> pages(ClientId client, URI start) {
    Search search = new Search(client, host(start), System.nanoTime());
    URI first =
        start.getPath() != null && start.getPath().endsWith(XML)
            ? start
            : start.resolve("/sitemap.xml");
    return search
        .read(first)
        .compose(map -> map.map(search::all).orElseGet(Future::succeededFuture))
        .map(done -> search.found());
  }

  private static String host(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  /** One search; confined to the caller's context. */
  private final class Search {
    private final ClientId client;
    private final String host;
    private final long startNanos;
    private final Set<URI> pages = new LinkedHashSet<>();

    Search(ClientId client, String host, long startNanos) {
      this.client = client;
      this.host = host;
      this.startNanos = startNanos;
    }

    Future<Void> all(SiteMap map) {
      if (!map.index()) {
        add(map);
        return Future.succeededFuture();
      }
      Future<Void> reading = Future.succeededFuture();
      for (URI each : map.urls().stream().filter(this::own).limit(MAX_SITEMAPS).toList()) {
        reading =
            reading.compose(
                before ->
                    read(each)
                        .map(
                            found -> {
                              found.filter(it -> !it.index()).ifPresent(this::add);
                              return null;
                            }));
      }
      return reading;
    }

    private void add(SiteMap map) {
      map.urls().stream().filter(this::own).forEach(pages::add);
    }

    private boolean own(URI url) {
      return host(url).equals(host);
    }

    Found found() {
      return new Found(pages.stream().limit(maxPages).toList(), pages.size());
    }

    Future<Optional<SiteMap>> read(URI map) {
      Duration left = LONGEST.minusNanos(System.nanoTime() - startNanos);
      if (left.isNegative() || left.isZero()) {
        return Future.succeededFuture(Optional.empty());
      }
      return outbound
          .send(
              new OutboundRequest(
                  client,
                  HttpMethod.GET,
                  map,
                  Map.of("accept", "application/xml, text/xml, */*;q=0.1"),
                  null,
                  left,
                  ResponseBody.needed(MAX_BYTES),
                  MAX_REDIRECTS))
          .compose(
              exchange ->
                  exchange instanceof ExchangeResult.Answered answer
                          && answer.status() == 200
                          && !answer.truncated()
                      ? vertx.executeBlocking(() -> SiteMap.read(answer.body().getBytes()), false)
                      : Future.succeededFuture(Optional.empty()));
    }
  }
}
