package dev.hookpress.api.adobe;

import dev.hookpress.api.files.AssetEndpoints;
import dev.hookpress.api.files.AssetLinks;
import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.adobe.AdobeDialect;
import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The routes of Adobe's format other than those of jobs: tokens and assets. */
public final class AdobeRoutes implements RouteGroup {
  private static final List<String> PATHS = List.of("/token", "/assets/*", "/operation/*");
  private static final String ASSET = "/assets/:id";
  private static final String CONTENT = ASSET + "/content";
  // A media type, or a client id and secret: a few hundred characters before escapes.
  private static final int MAX_BODY_BYTES = 8 * 1024;

  private final Dialect dialect = Dialects.of(AdobeDialect.NAME);
  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;
  private final Duration linkLife;
  private final int maxUploadBytes;

  /** The client lookup for tokens, the asset store and the asset links. */
  public record Ports(
      Clients clients, Assets assets, AssetLinks assetLinks, Once<Assets> assetsOnce) {}

  /**
   * @param ids creates ids for assets; later ids sort after earlier ones
   * @param linkLife how long a link to an asset is valid
   * @param maxUploadBytes limit of an uploaded asset, chunked or not
   */
  public AdobeRoutes(
      Ports ports,
      RequestGuards.Ports access,
      InstantSource clock,
      Function<Instant, UUID> ids,
      Duration linkLife,
      int maxUploadBytes) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.ids = ids;
    this.linkLife = linkLife;
    this.maxUploadBytes = maxUploadBytes;
  }

  /** Gives every response under these paths Adobe's format, including the router's own failures. */
  @Override
  public void addFirst(Router router) {
    for (String path : PATHS) {
      router
          .route(path)
          .handler(
              request -> {
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
            dialect,
            ports.assets(),
            new Idempotency<>(dialect, ports.assets(), ports.assetsOnce(), clock),
            ports.assetLinks(),
            clock,
            ids,
            linkLife,
            maxUploadBytes);
    TokenEndpoint tokens = new TokenEndpoint(ports.clients());
    int smallBody = Math.min(maxUploadBytes, MAX_BODY_BYTES);
    router
        .post("/token")
        .handler(RequestGuards.readForm(smallBody))
        .handler(request -> writer.send(request, tokens.answer(request)));
    guards.json(router.post("/assets").handler(guards::authenticate), smallBody, assets::create);
    router
        .route(HttpMethod.GET, ASSET)
        .handler(guards::authenticate)
        .handler(guards.to(assets::read));
    router
        .route(HttpMethod.GET, ASSET + "/metadata")
        .handler(guards::authenticate)
        .handler(guards.to(assets::describe));
    router
        .route(HttpMethod.DELETE, ASSET)
        .handler(guards::authenticate)
        .handler(guards.to(assets::remove));
    router.put(CONTENT).handler(request -> writer.send(request, assets.upload(request)));
    router.get(CONTENT).handler(request -> writer.send(request, assets.download(request)));
  }

  /** Makes the Location header absolute, because Adobe's clients do not resolve it. */
  private void makeAbsolute(HttpServerResponse response) {
    String location = response.headers().get("location");
    if (location != null && location.startsWith("/")) {
      response.headers().set("location", ports.assetLinks().absolute(location));
    }
  }
}
