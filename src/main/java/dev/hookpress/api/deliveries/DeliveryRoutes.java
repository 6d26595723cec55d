package dev.hookpress.api.deliveries;

import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.TargetCheck;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The routes of notifications, endpoints and replays. */
public final class DeliveryRoutes implements RouteGroup {
  private static final String NOTIFICATIONS = "/v1/notifications";
  private static final String NOTIFICATION = NOTIFICATIONS + "/:id";
  private static final String ENDPOINTS = "/v1/endpoints";
  private static final String ENDPOINT = ENDPOINTS + "/:id";
  private static final String REPLAYS = "/v1/replays";
  // The longest field of a replay is a URL of 8 KiB; a redelivery has no fields.
  private static final int MAX_REPLAY_BYTES = 16 * 1024;
  // URL and headers are longest, 8 KiB each, then keys and certificates.
  private static final int MAX_ENDPOINT_BYTES = 64 * 1024;

  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final int maxBodyBytes;
  private final int maxEndpointBytes;
  private final Dialect dialect = Dialects.ofApi();

  /** The ports that read, redeliver, cancel and replay notifications. */
  public record Ports(
      JobBook jobs,
      NotificationBook notifications,
      Redeliveries redeliveries,
      Cancellations cancellations,
      ReplayBook replays,
      Once<NotificationEndpoints.Redelivering> redeliverOnce,
      Once<ReplayBook> replayOnce,
      EndpointBook endpoints,
      EndpointRegistry registry,
      Once<EndpointRegistry> registerOnce,
      TargetCheck targets,
      BlockLookup blocks) {}

  /**
   * @param maxBodyBytes limit of any request body; these routes have a lower limit of their own
   */
  public DeliveryRoutes(
      Ports ports, RequestGuards.Ports access, InstantSource clock, int maxBodyBytes) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.maxBodyBytes = Math.min(maxBodyBytes, MAX_REPLAY_BYTES);
    this.maxEndpointBytes = Math.min(maxBodyBytes, MAX_ENDPOINT_BYTES);
  }

  @Override
  public void addTo(Router router) {
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    addNotifications(router, guards);
    addEndpoints(router, guards);
    addReplays(router, guards);
  }

  private void addNotifications(Router router, RequestGuards guards) {
    NotificationEndpoints notifications =
        new NotificationEndpoints(
            dialect,
            new NotificationEndpoints.Ports(
                ports.jobs(),
                ports.notifications(),
                ports.redeliveries(),
                ports.redeliverOnce(),
                ports.cancellations(),
                ports.blocks()),
            clock);
    guards
        .route(router, HttpMethod.GET, "/v1/jobs/:id/notifications")
        .handler(guards.to(notifications::ofJob));
    guards.route(router, HttpMethod.GET, NOTIFICATIONS).handler(guards.to(notifications::list));
    guards.route(router, HttpMethod.GET, NOTIFICATION).handler(guards.to(notifications::read));
    guards
        .route(router, HttpMethod.POST, NOTIFICATION + "/redeliver")
        .handler(guards::limitRate)
        .handler(guards::requireJsonIfAny)
        .handler(guards.readBody(maxBodyBytes))
        .handler(guards.to(notifications::redeliver));
    guards
        .route(router, HttpMethod.POST, NOTIFICATION + "/cancel")
        .handler(guards::limitRate)
        .handler(guards.to(notifications::cancel));
  }

  private void addEndpoints(Router router, RequestGuards guards) {
    ReceiverEndpoints endpoints =
        new ReceiverEndpoints(dialect, ports.endpoints(), ports.registry(), ports.blocks(), clock);
    guards.route(router, HttpMethod.GET, ENDPOINTS).handler(guards.to(endpoints::list));
    guards.route(router, HttpMethod.GET, ENDPOINT).handler(guards.to(endpoints::read));
    addRegistrations(router, guards);
    guards
        .route(router, HttpMethod.POST, ENDPOINTS + "/:id/reinstate")
        .handler(guards::limitRate)
        .handler(guards.to(endpoints::reinstate));
    guards
        .route(router, HttpMethod.POST, ENDPOINTS + "/:id/pause")
        .handler(guards::limitRate)
        .handler(guards.to(endpoints::pause));
    guards
        .route(router, HttpMethod.POST, ENDPOINTS + "/:id/resume")
        .handler(guards::limitRate)
        .handler(guards.to(endpoints::resume));
  }

  private void addRegistrations(Router router, RequestGuards guards) {
    RegistrationEndpoints registrations =
        new RegistrationEndpoints(
            dialect, ports.registry(), ports.registerOnce(), ports.targets(), clock);
    guards.json(
        guards.route(router, HttpMethod.POST, ENDPOINTS),
        maxEndpointBytes,
        registrations::register);
    guards.json(
        guards.route(router, HttpMethod.PATCH, ENDPOINT), maxEndpointBytes, registrations::change);
    guards
        .route(router, HttpMethod.DELETE, ENDPOINT)
        .handler(guards::limitRate)
        .handler(guards.to(registrations::remove));
  }

  private void addReplays(Router router, RequestGuards guards) {
    ReplayEndpoints replays =
        new ReplayEndpoints(dialect, ports.replays(), ports.replayOnce(), clock);
    guards.json(guards.route(router, HttpMethod.POST, REPLAYS), maxBodyBytes, replays::start);
    guards.route(router, HttpMethod.GET, REPLAYS).handler(guards.to(replays::list));
    guards.route(router, HttpMethod.GET, REPLAYS + "/:id").handler(guards.to(replays::read));
    guards.route(router, HttpMethod.DELETE, REPLAYS + "/:id").handler(guards.to(replays::cancel));
  }
}
