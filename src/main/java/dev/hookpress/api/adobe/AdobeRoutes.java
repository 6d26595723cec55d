package dev.hookpress.api.adobe;

import dev.hookpress.api.files.AssetEndpoints;
import dev.hookpress.api.files.AssetLinks;
import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.adobe.AdobeDialect;
import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What Adobe's format has beside jobs: tokens, assets, and a name for each request. */
public final class AdobeRoutes implements RouteGroup {
  private static final List<String> PATHS = List.of("/token", "/assets/*", "/operation/*");
  private static final String ASSET = "/assets/:id";
  private static final String CONTENT = ASSET + "/content";
  private static final String REQUEST_ID = "x-request-id";
  private static final int MAX_REQUEST_ID_CHARACTERS = 128;
  // A media type, or a key with its name: some hundred characters, and escapes may lengthen them.
  private static final int MAX_BODY_BYTES = 8 * 1024;

  private final Dialect dialect = Dialects.of(AdobeDialect.NAME);
  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;
  private final Duration linkLife;
  private final int maxBodyBytes;

  /** Whose tokens are given out, and where assets are kept. */
  public record Ports(Clients clients, Assets assets, AssetLinks assetLinks) {}

  /**
   * @param ids names assets and requests; ids given later sort after those given before
   * @param linkLife how long a link to an asset is good for
   * @param maxBodyBytes of an uploaded asset, however it is framed
   */
  public AdobeRoutes(
      Ports ports,
      RequestGuards.Ports access,
      InstantSource clock,
      Function<Instant, UUID> ids,
      Duration linkLife,
      int maxBodyBytes) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.ids = ids;
    this.linkLife = linkLife;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Gives every answer below these paths Adobe's shape, those of the router too. */
  @Override
  public void addFirst(Router router) {
    for (String path : PATHS) {
      router
          .route(path)
          .handler(
              request -> {
                request.response().putHeader(REQUEST_ID, requestId(request));
                request.addHeadersEndHandler(sent -> makeAbsolute(request.response()));
                AnswerWriter.speak(request, dialect);
              });
    }
  }

  @Override
  public void addTo(Router router) {
    AnswerWriter writer = new AnswerWriter(dialect);
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    AssetEndpoints assets =
        new AssetEndpoints(
            dialect, ports.assets(), ports.assetLinks(), clock, ids, linkLife, maxBodyBytes);
    TokenEndpoint tokens = new TokenEndpoint(ports.clients());
    int smallBody = Math.min(maxBodyBytes, MAX_BODY_BYTES);
    router
        .post("/token")
        .handler(RequestGuards.readBody(smallBody))
        .handler(request -> writer.send(request, tokens.answer(request)));
    router
        .post("/assets")
        .handler(guards::authenticate)
        .handler(guards::limitRate)
        .handler(guards::requireJson)
        .handler(RequestGuards.readBody(smallBody))
        .handler(guards.to(assets::create));
    router
        .route(HttpMethod.GET, ASSET)
        .handler(guards::authenticate)
        .handler(guards.to(assets::read));
    router
        .route(HttpMethod.DELETE, ASSET)
        .handler(guards::authenticate)
        .handler(guards.to(assets::remove));
    router.put(CONTENT).handler(request -> writer.send(request, assets.upload(request)));
    router.get(CONTENT).handler(request -> writer.send(request, assets.download(request)));
  }

  /** The caller's own, if it is fit to be sent back. */
  private String requestId(RoutingContext request) {
    String given = request.request().getHeader(REQUEST_ID);
    boolean fit =
        given != null
            && !given.isEmpty()
            && given.length() <= MAX_REQUEST_ID_CHARACTERS
            && given
                .chars()
                .allMatch(
                    each ->
                        each >= '0' && each <= '9'
                            || each >= 'a' && each <= 'z'
                            || each >= 'A' && each <= 'Z'
                            || "-_.:".indexOf(each) >= 0);
    return fit ? given : ids.apply(clock.instant()).toString();
  }

  /** Adobe's clients ask at the location as it is. */
  private void makeAbsolute(HttpServerResponse response) {
    String location = response.headers().get("location");
    if (location != null && location.startsWith("/")) {
      response.headers().set("location", ports.assetLinks().absolute(location));
    }
  }
}
