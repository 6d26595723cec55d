package dev.hookpress.api.adobe;

import dev.hookpress.api.ApiPorts;
import dev.hookpress.api.files.AssetEndpoints;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.DialectName;
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
public final class AdobeRoutes {
  private static final List<String> PATHS = List.of("/token", "/assets/*", "/operation/*");
  private static final String ASSET = "/assets/:id";
  private static final String CONTENT = ASSET + "/content";
  private static final String REQUEST_ID = "x-request-id";
  private static final int MAX_REQUEST_ID_CHARACTERS = 128;
  // A media type, or a key with its name: some hundred characters, and escapes may lengthen them.
  private static final int MAX_BODY_BYTES = 8 * 1024;

  private final Dialect dialect = Dialects.of(DialectName.ADOBE);
  private final ApiPorts ports;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;

  public AdobeRoutes(ApiPorts ports, InstantSource clock, Function<Instant, UUID> ids) {
    this.ports = ports;
    this.clock = clock;
    this.ids = ids;
  }

  /** Before all routes: every answer below these paths is in Adobe's shape, the router's too. */
  public void shape(Router router) {
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

  /** The routes. */
  public void add(Router router, AnswerWriter answering, Duration linkLife, int maxBodyBytes) {
    RequestGuards gate = new RequestGuards(dialect, ports, clock);
    AssetEndpoints assets = new AssetEndpoints(dialect, ports, clock, ids, linkLife, maxBodyBytes);
    TokenEndpoint tokens = new TokenEndpoint(ports);
    int smallBody = Math.min(maxBodyBytes, MAX_BODY_BYTES);
    router
        .post("/token")
        .handler(RequestGuards.readBody(smallBody))
        .handler(request -> answering.send(request, tokens.answer(request)));
    router
        .post("/assets")
        .handler(gate::authenticate)
        .handler(gate::limitRate)
        .handler(gate::requireJson)
        .handler(RequestGuards.readBody(smallBody))
        .handler(gate.to(assets::create));
    router.route(HttpMethod.GET, ASSET).handler(gate::authenticate).handler(gate.to(assets::read));
    router
        .route(HttpMethod.DELETE, ASSET)
        .handler(gate::authenticate)
        .handler(gate.to(assets::remove));
    router.put(CONTENT).handler(request -> answering.send(request, assets.upload(request)));
    router.get(CONTENT).handler(request -> answering.send(request, assets.download(request)));
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
