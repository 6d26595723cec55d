package dev.hookpress.api.account;

import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.TargetCheck;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The routes of a client's own account and settings. */
public final class AccountRoutes implements RouteGroup {
  private static final String S3 = "/v1/client/s3";
  // The longest fields, a URL and headers, total 16 KiB before JSON escapes.
  private static final int MAX_CALLBACK_SETTINGS_BYTES = 64 * 1024;
  // The longest fields total 9 KiB.
  private static final int MAX_S3_BYTES = 16 * 1024;

  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final int maxBodyBytes;
  private final Dialect dialect = Dialects.ofApi();

  /** The ports that read a client's account and store its settings. */
  public record Ports(
      ClientBook account,
      ErrorCounts errorCounts,
      BlockLookup blocks,
      S3Settings s3,
      SigningCertificateStore certificates,
      SigningSecrets signingSecrets,
      Once<SigningSecrets> signingSecretsOnce,
      ApiKeys keys,
      Once<ApiKeys> keysOnce,
      EventsTarget eventsTarget,
      AlertAddress alertAddress,
      TestDelivery testDelivery,
      TargetCheck targets) {}

  /**
   * @param maxBodyBytes limit of any request body; these routes have lower limits of their own
   */
  public AccountRoutes(
      Ports ports, RequestGuards.Ports access, InstantSource clock, int maxBodyBytes) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void addTo(Router router) {
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    RouteAction account =
        new AccountEndpoint(
            new AccountEndpoint.Ports(ports.account(), ports.errorCounts(), ports.blocks()), clock);
    guards.route(router, HttpMethod.GET, "/v1/client").handler(guards.to(account));
    addS3(router, guards);
    addCertificates(router, guards);
    addSigningSecrets(router, guards);
    addKeys(router, guards);
    addEvents(router, guards);
  }

  private void addS3(Router router, RequestGuards guards) {
    S3Endpoints s3 = new S3Endpoints(dialect, ports.s3(), ports.targets());
    guards
        .route(router, HttpMethod.PUT, S3)
        .handler(guards::requireJson)
        .handler(guards.readBody(Math.min(maxBodyBytes, MAX_S3_BYTES)))
        .handler(guards.to(s3::put));
    guards.route(router, HttpMethod.GET, S3).handler(guards.to(s3::get));
    guards.route(router, HttpMethod.DELETE, S3).handler(guards.to(s3::remove));
  }

  private void addCertificates(Router router, RequestGuards guards) {
    String one = SigningCertificateEndpoints.PATH + "/:name";
    SigningCertificateEndpoints certificates =
        new SigningCertificateEndpoints(dialect, ports.certificates(), clock);
    guards
        .route(router, HttpMethod.PUT, one)
        .handler(guards::requireJson)
        .handler(guards.readBody(settingsBytes()))
        .handler(guards.to(certificates::put));
    guards
        .route(router, HttpMethod.GET, SigningCertificateEndpoints.PATH)
        .handler(guards.to(certificates::list));
    guards.route(router, HttpMethod.DELETE, one).handler(guards.to(certificates::remove));
  }

  private void addSigningSecrets(Router router, RequestGuards guards) {
    SigningSecretEndpoints secrets =
        new SigningSecretEndpoints(
            dialect, ports.signingSecrets(), ports.signingSecretsOnce(), ports.targets(), clock);
    guards.json(
        guards.route(router, HttpMethod.POST, SigningSecretEndpoints.PATH),
        settingsBytes(),
        secrets::rotate);
    guards
        .route(router, HttpMethod.GET, SigningSecretEndpoints.PATH)
        .handler(guards.to(secrets::list));
    guards
        .route(router, HttpMethod.DELETE, SigningSecretEndpoints.PATH + "/:id")
        .handler(guards.to(secrets::end));
  }

  private void addKeys(Router router, RequestGuards guards) {
    ApiKeyEndpoints keys = new ApiKeyEndpoints(dialect, ports.keys(), ports.keysOnce(), clock);
    guards.json(
        guards.route(router, HttpMethod.POST, ApiKeyEndpoints.PATH), settingsBytes(), keys::create);
    guards.route(router, HttpMethod.GET, ApiKeyEndpoints.PATH).handler(guards.to(keys::list));
    guards
        .route(router, HttpMethod.DELETE, ApiKeyEndpoints.PATH + "/:id")
        .handler(guards.to(keys::revoke));
  }

  private void addEvents(Router router, RequestGuards guards) {
    EventsEndpoints events = new EventsEndpoints(dialect, ports.eventsTarget(), ports.targets());
    RouteAction test = new TestCallbackEndpoint(dialect, ports.testDelivery(), ports.targets());
    guards.json(
        guards.route(router, HttpMethod.POST, TestCallbackEndpoint.PATH), settingsBytes(), test);
    guards
        .route(router, HttpMethod.PUT, EventsEndpoints.PATH)
        .handler(guards::requireJson)
        .handler(guards.readBody(settingsBytes()))
        .handler(guards.to(events::put));
    guards.route(router, HttpMethod.GET, EventsEndpoints.PATH).handler(guards.to(events::get));
    guards
        .route(router, HttpMethod.DELETE, EventsEndpoints.PATH)
        .handler(guards.to(events::remove));
    addAlertAddress(router, guards);
  }

  private void addAlertAddress(Router router, RequestGuards guards) {
    AlertAddressEndpoints addresses =
        new AlertAddressEndpoints(dialect, ports.alertAddress(), ports.targets());
    guards
        .route(router, HttpMethod.PUT, AlertAddressEndpoints.PATH)
        .handler(guards::requireJson)
        .handler(guards.readBody(settingsBytes()))
        .handler(guards.to(addresses::put));
    guards
        .route(router, HttpMethod.GET, AlertAddressEndpoints.PATH)
        .handler(guards.to(addresses::get));
    guards
        .route(router, HttpMethod.DELETE, AlertAddressEndpoints.PATH)
        .handler(guards.to(addresses::remove));
  }

  private int settingsBytes() {
    return Math.min(maxBodyBytes, MAX_CALLBACK_SETTINGS_BYTES);
  }
}
