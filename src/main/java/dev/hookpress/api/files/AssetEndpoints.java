package dev.hookpress.api.files;

import dev.hookpress.api.files.AssetLinks.LinkParts;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.adobe.AdobeAssets;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles the assets that clients upload for their jobs and the assets that jobs produce. */
public final class AssetEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(AssetEndpoints.class);
  private static final String NO_ROOM =
      "This client's stored files take all of their room; delete some.";
  // What other nodes delete is seen within this time.
  private static final String RETRY_WHEN_FULL_SECONDS = "60";
  private static final String REQUEST_ID = "x-request-id";

  /** Of a program that does not know what it sends; the link says it. */
  private static final String GENERAL_TYPE = "application/octet-stream";

  private final Dialect dialect;
  private final Assets assets;
  private final Idempotency<Assets> idempotency;
  private final AssetLinks assetLinks;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;
  private final Duration linkLife;
  private final long maxBytes;

  /**
   * @param maxBytes limit of an upload
   */
  public AssetEndpoints(
      Dialect dialect,
      Assets assets,
      Idempotency<Assets> idempotency,
      AssetLinks assetLinks,
      InstantSource clock,
      Function<Instant, UUID> ids,
      Duration linkLife,
      long maxBytes) {
    this.dialect = dialect;
    this.assets = assets;
    this.idempotency = idempotency;
    this.assetLinks = assetLinks;
    this.clock = clock;
    this.ids = ids;
    this.linkLife = linkLife;
    this.maxBytes = maxBytes;
  }

  /** {@code POST /assets}: creates an asset id and a link to upload the file. */
  public Future<Answer> create(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        AdobeAssets::type,
        type ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(stores.room(client.id()))
                        .map(room -> room > 0 ? created(client, type) : full())));
  }

  private Answer created(Client client, AssetType type) {
    Instant now = clock.instant();
    AssetId id = new AssetId(ids.apply(now), 0);
    String link = assetLinks.link(client.id(), id, type.mediaType(), now.plus(linkLife));
    return Answer.of(AdobeAssets.created(id, link));
  }

  /** {@code GET /assets/{id}}: a new link to download the asset. */
  public Future<Answer> read(RoutingContext request, Client client) {
    Optional<AssetId> id = id(request);
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown());
    }
    return DependencyUnavailable.guard(assets.find(client.id(), id.get()))
        .map(found -> found.map(at -> shown(client, id.get(), at)).orElseGet(this::unknown));
  }

  /** {@code GET /assets/{id}/metadata}: an asset's size and type. */
  public Future<Answer> describe(RoutingContext request, Client client) {
    Optional<AssetId> id = id(request);
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown());
    }
    return DependencyUnavailable.guard(assets.find(client.id(), id.get()))
        .map(
            found ->
                found
                    .map(at -> Answer.of(AdobeAssets.described(at.bytes(), at.type())))
                    .orElseGet(this::unknown));
  }

  private Answer shown(Client client, AssetId id, Assets.Found found) {
    Instant expires = clock.instant().plus(linkLife);
    String link = assetLinks.link(client.id(), id, AssetLinks.DOWNLOAD, expires);
    return Answer.of(AdobeAssets.shown(link, found.bytes(), found.type()));
  }

  /** {@code DELETE /assets/{id}}. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    Optional<AssetId> id = id(request);
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown());
    }
    return DependencyUnavailable.guard(assets.delete(client.id(), id.get()))
        .map(deleted -> deleted ? new Answer.NoContent() : unknown());
  }

  /** {@code GET /assets/{id}/content}: downloads an asset, authorized by a signed link. */
  public Future<Answer> download(RoutingContext request) {
    Optional<AssetId> id = id(request);
    LinkParts link = link(request);
    Instant now = clock.instant();
    if (id.isEmpty() || !link.purpose().equals(AssetLinks.DOWNLOAD)) {
      return Future.succeededFuture(refused());
    }
    return assetLinks
        .verify(id.get(), link, now)
        .map(
            client ->
                DependencyUnavailable.guard(assets.find(client, id.get()))
                    .map(found -> found.map(at -> sent(at)).orElseGet(this::unknown)))
        .orElseGet(() -> Future.succeededFuture(refused()));
  }

  /**
   * Sends the file as an attachment, so that a browser never shows a client's page as this site's.
   */
  private static Answer sent(Assets.Found found) {
    String disposition = "attachment; filename=\"asset." + found.type().extension() + "\"";
    return new Answer.File(
        found.path(), Map.of("Content-Disposition", disposition), found.type().mediaType());
  }

  /**
   * {@code PUT /assets/{id}/content}: uploads an asset, authorized by a signed link. Responds as S3
   * does, because clients expect S3 here.
   */
  public Future<Answer> upload(RoutingContext request) {
    HttpServerRequest body = request.request().pause();
    LinkParts link = link(request);
    Optional<AssetId> id = id(request);
    Optional<AssetType> type = AssetType.of(link.purpose());
    var client = id.flatMap(asset -> assetLinks.verify(asset, link, clock.instant()));
    if (client.isEmpty() || type.isEmpty()) {
      return refused(request, 403, "AccessDenied", "The link is not valid, or has expired.");
    }
    String given = body.getHeader(HttpHeaderNames.CONTENT_TYPE);
    if (given != null && !given.equals(GENERAL_TYPE) && !AssetType.of(given).equals(type)) {
      return refused(
          request, 403, "SignatureDoesNotMatch", "Content-Type must be " + link.purpose() + ".");
    }
    if (tooLong(body.getHeader(HttpHeaderNames.CONTENT_LENGTH))) {
      return tooLarge(request);
    }
    return assets
        .room(client.get())
        .compose(
            room ->
                room <= 0
                    ? refused(request, 403, "QuotaExceeded", NO_ROOM)
                    : stored(request, client.get(), id.get(), type.get(), room))
        .recover(
            broken -> {
              if (!(broken instanceof HttpClosedException)) {
                LOG.warn("An upload could not be stored: {}", broken.toString());
              }
              return refused(request, 503, "ServiceUnavailable", "Try again in a few seconds.");
            });
  }

  private Future<Answer> stored(
      RoutingContext request, ClientId client, AssetId id, AssetType type, long room) {
    return assets
        .write(client, id, type, request.request(), Math.min(maxBytes, room))
        .compose(
            written ->
                switch (written) {
                  case STORED ->
                      Future.<Answer>succeededFuture(
                          new Answer.Body(200, Map.of(), "text/plain", Buffer.buffer()));
                  case TOO_LARGE ->
                      room < maxBytes
                          ? refused(request, 403, "QuotaExceeded", NO_ROOM)
                          : tooLarge(request);
                  case USED_ALREADY ->
                      refused(
                          request,
                          403,
                          "AccessDenied",
                          "The link has been used; create another asset.");
                });
  }

  private boolean tooLong(String contentLength) {
    try {
      return contentLength != null && Long.parseLong(contentLength) > maxBytes;
    } catch (NumberFormatException refusedByTheServerBefore) {
      return true;
    }
  }

  private Future<Answer> tooLarge(RoutingContext request) {
    return refused(request, 400, "EntityTooLarge", "An upload may have " + maxBytes + " bytes.");
  }

  private static Future<Answer> refused(
      RoutingContext request, int status, String code, String message) {
    request.request().resume();
    String requestId = request.response().headers().get(REQUEST_ID);
    return Future.succeededFuture(
        Answer.of(AdobeAssets.uploadRefused(status, code, message, requestId)));
  }

  private static Optional<AssetId> id(RoutingContext request) {
    return AssetId.parse(request.pathParam("id"));
  }

  private static LinkParts link(RoutingContext request) {
    return new LinkParts(
        parameter(request, "client"),
        parameter(request, "for"),
        parameter(request, "expires"),
        parameter(request, "signature"));
  }

  private static String parameter(RoutingContext request, String name) {
    return request.queryParams().contains(name) ? request.queryParams().get(name) : "";
  }

  private Answer refused() {
    return Answer.problem(
        dialect, Problem.of(Type.LINK_REFUSED, "GET the asset again for a new link."));
  }

  private Answer full() {
    return Answer.problem(
        dialect,
        Problem.of(Type.STORAGE_FULL, NO_ROOM),
        Map.of("Retry-After", RETRY_WHEN_FULL_SECONDS));
  }

  private Answer unknown() {
    return Answer.problem(dialect, Problem.of(Type.NOT_FOUND, "This client has no such asset."));
  }
}
