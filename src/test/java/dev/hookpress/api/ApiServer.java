package dev.hookpress.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.api.account.AccountRoutes;
import dev.hookpress.api.adobe.AdobeRoutes;
import dev.hookpress.api.deliveries.DeliveryRoutes;
import dev.hookpress.api.deliveries.NotificationEndpoints;
import dev.hookpress.api.docs.DocsRoutes;
import dev.hookpress.api.enconvert.EnconvertRoutes;
import dev.hookpress.api.enconvert.NodeHealth;
import dev.hookpress.api.files.FileRoutes;
import dev.hookpress.api.http.BodyBudget;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.jobs.HostedDocuments;
import dev.hookpress.api.jobs.JobRoutes;
import dev.hookpress.api.jobs.PdfWait;
import dev.hookpress.config.Settings;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.fakes.MemoryAccount;
import dev.hookpress.fakes.MemoryAlertAddress;
import dev.hookpress.fakes.MemoryApiKeys;
import dev.hookpress.fakes.MemoryAssets;
import dev.hookpress.fakes.MemoryBlockLookup;
import dev.hookpress.fakes.MemoryCancellations;
import dev.hookpress.fakes.MemoryClients;
import dev.hookpress.fakes.MemoryEndpoints;
import dev.hookpress.fakes.MemoryEventsTarget;
import dev.hookpress.fakes.MemoryFeed;
import dev.hookpress.fakes.MemoryFiles;
import dev.hookpress.fakes.MemoryJobs;
import dev.hookpress.fakes.MemoryMailAllowance;
import dev.hookpress.fakes.MemoryNotifications;
import dev.hookpress.fakes.MemoryOnce;
import dev.hookpress.fakes.MemoryRateLimit;
import dev.hookpress.fakes.MemoryRedeliveries;
import dev.hookpress.fakes.MemoryRegistry;
import dev.hookpress.fakes.MemoryReplays;
import dev.hookpress.fakes.MemoryS3Settings;
import dev.hookpress.fakes.MemorySigningCertificates;
import dev.hookpress.fakes.MemorySigningSecrets;
import dev.hookpress.fakes.MemoryTemplates;
import dev.hookpress.fakes.MemoryTestDelivery;
import dev.hookpress.fakes.Outage;
import dev.hookpress.http.ConnectionLimits;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.support.Awaiting;
import dev.hookpress.support.MutableClock;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The API on a real port with its ports in memory; compares every exchange with its description.
 */
final class ApiServer implements AutoCloseable, AfterEachCallback {
  static final String KEY = "hp_test_key";
  static final String OTHER_KEY = "hp_other_key";
  static final Client CLIENT = new Client(new ClientId(new UUID(1, 1)), "first", 100, 20);
  static final Client OTHER = new Client(new ClientId(new UUID(2, 2)), "second", 3, 2);
  static final int MAX_BODY_BYTES = 256 * 1024;
  static final long MAX_PENDING_BYTES = 1 << 20;

  /** The origin of a page that may read answers. */
  static final String PAGE = "https://app.test";

  static final String SIMPLE_JOB = "{\"parts\": \"https://example.com\"}";

  // Reading the description takes a second: once for all tests.
  private static final Vertx VERTX = Vertx.vertx();
  private static final DocsRoutes DOCS = new DocsRoutes();
  private static final ApiDescription DESCRIPTION = new ApiDescription(VERTX);

  /** Whether the node is about to stop. */
  volatile boolean leaving;

  final MutableClock clock = new MutableClock(Instant.parse("2023-04-01T12:34:56.789Z"));
  final Outage outage = new Outage();
  final Outage rateOutage = new Outage();
  final MemoryClients clients = new MemoryClients(outage);
  final MemoryJobs jobs = new MemoryJobs(outage);
  final MemoryNotifications notifications = new MemoryNotifications(outage);
  final MemoryRedeliveries redeliveries = new MemoryRedeliveries(outage);
  final MemoryFeed feed = new MemoryFeed(outage);
  final MemoryCancellations cancellations = new MemoryCancellations(outage);
  final MemoryReplays replays = new MemoryReplays(outage);
  final MemorySigningCertificates certificates = new MemorySigningCertificates(outage);
  final MemorySigningSecrets signingSecrets = new MemorySigningSecrets(outage);
  final MemoryApiKeys keys = new MemoryApiKeys(outage);
  final MemoryEndpoints endpoints = new MemoryEndpoints(outage);
  final MemoryRegistry registry = new MemoryRegistry(outage);
  final MemoryAccount account = new MemoryAccount(outage);
  final MemoryTemplates templates = new MemoryTemplates(outage, now -> nextId(now).value());
  final MemoryFiles files = new MemoryFiles(outage);
  final MemoryAssets assets = new MemoryAssets(outage);
  final MemoryBlockLookup blocks = new MemoryBlockLookup();
  final List<DialectName> counted = new CopyOnWriteArrayList<>();
  final ApiDescription description = DESCRIPTION.fresh();

  /** Whether the clients have stored S3 credentials. */
  volatile boolean s3Stored = true;

  volatile Submission.Pages sitePages = new Submission.Pages(List.of(), 0);

  volatile NodeHealth health = new NodeHealth(true, new TreeMap<>(Map.of("postgres", true)));

  final MemoryMailAllowance mail = new MemoryMailAllowance();
  final ConsoleParts console = new ConsoleParts();
  final BodyBudget bodies = new BodyBudget(1L << 26, 1L << 25, refused -> {});

  private final HttpClient http;
  private final UlidFactory ulids = UlidFactory.newMonotonicInstance();

  /** What the API has told of its requests. */
  final Answers answers = new Answers();

  private final ApiVerticle verticle;
  private final String deployment;

  ApiServer() {
    this(HttpClient.Version.HTTP_1_1);
  }

  ApiServer(HttpClient.Version version) {
    http = HttpClient.newBuilder().version(version).build();
    clients.add(KEY, CLIENT);
    clients.add(OTHER_KEY, OTHER);
    ApiRouter routes =
        new ApiRouter(
            groups(),
            Set.of(PAGE),
            () -> nextId(clock.instant()).toString(),
            clock,
            answers,
            Tracing.OFF);
    Settings.Http settings =
        new Settings.Http(
            Optional.of("127.0.0.1"),
            0,
            URI.create("http://files.test"),
            MAX_BODY_BYTES,
            60,
            version == HttpClient.Version.HTTP_2,
            Set.of(PAGE),
            new Settings.HttpBounds(0, 0, 0, 0, 10, 60, 1024));
    verticle =
        new ApiVerticle(
            settings, 5, new ConnectionLimits(1_000, 1_000, refused -> {}), routes, () -> leaving);
    try {
      deployment = VERTX.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  private List<RouteGroup> groups() {
    RequestGuards.Ports access =
        new RequestGuards.Ports(clients, new MemoryRateLimit(rateOutage), bodies, console.sessions);
    Duration linkLife = Duration.ofHours(1);
    return List.of(
        new AdobeRoutes(
            new AdobeRoutes.Ports(clients, assets, assets, once(assets)),
            access,
            clock,
            now -> nextId(now).value(),
            linkLife,
            MAX_BODY_BYTES),
        new JobRoutes(
            new JobRoutes.Ports(
                jobs,
                jobs,
                (client, job, now) -> Future.succeededFuture(jobs.delete(client, job)),
                files,
                files,
                assets,
                client -> Future.succeededFuture(s3Stored),
                templates,
                ApiServer::refusal,
                (client, start) -> Future.succeededFuture(sitePages),
                registry::registered,
                blocks,
                mail,
                (dialect, withWarnings) -> counted.add(dialect),
                certificates),
            access,
            clock,
            now -> nextId(now).value(),
            MAX_BODY_BYTES,
            MAX_PENDING_BYTES,
            linkLife),
        deliveryRoutes(access),
        FeedParts.routes(this, access, linkLife),
        new AccountRoutes(
            new AccountRoutes.Ports(
                account,
                account,
                blocks,
                new MemoryS3Settings(outage),
                certificates,
                signingSecrets,
                once(signingSecrets),
                keys,
                once(keys),
                new MemoryEventsTarget(outage),
                new MemoryAlertAddress(outage),
                new MemoryTestDelivery(outage),
                ApiServer::refusal),
            access,
            clock,
            MAX_BODY_BYTES),
        TemplateParts.routes(this, access, VERTX),
        new EnconvertRoutes(access, clock, () -> Future.succeededFuture(health)),
        new FileRoutes(files, files, new HostedDocuments(jobs), clock),
        console.pictures(this, access),
        console.routes(this, access),
        DOCS);
  }

  private RouteGroup deliveryRoutes(RequestGuards.Ports access) {
    return new DeliveryRoutes(
        new DeliveryRoutes.Ports(
            jobs,
            notifications,
            redeliveries,
            cancellations,
            replays,
            once(new NotificationEndpoints.Redelivering(redeliveries, notifications)),
            once(replays),
            endpoints,
            registry,
            once(registry),
            ApiServer::refusal,
            blocks),
        access,
        clock,
        MAX_BODY_BYTES);
  }

  <P> Once<P> once(P stores) {
    return new MemoryOnce<>(outage, stores);
  }

  synchronized JobId nextId(Instant now) {
    return new JobId(ulids.create(now.toEpochMilli()).toUuid());
  }

  private static Optional<String> refusal(URI url) {
    return url.getHost().startsWith("10.")
        ? Optional.of("Leads to a private address.")
        : Optional.empty();
  }

  /** A request to the server with the first client's key. */
  HttpRequest.Builder to(String path) {
    return anonymous(path).header("Authorization", "Bearer " + KEY);
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + verticle.actualPort() + path))
        .timeout(Duration.ofSeconds(10));
  }

  Got get(String path) {
    return send(to(path), "GET", "");
  }

  Got delete(String path) {
    return send(to(path), "DELETE", "");
  }

  Got submit(String json) {
    return send(to("/v1/jobs").header("Content-Type", "application/json"), "POST", json);
  }

  /** Submits a job and returns its id. */
  JobId submitted(String json) {
    String id = submit(json).json().get("id").textValue();
    return JobId.parse(id.substring("job_".length())).orElseThrow();
  }

  Got send(HttpRequest.Builder request, String method, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    BodyPublisher publisher =
        bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    return send(request.method(method, publisher).build(), bytes);
  }

  Got send(HttpRequest request, byte[] body) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      description.check(request, body, response);
      return new Got(response);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  /** Lets the longest wait for a PDF pass, once the wait for the newest job has begun. */
  void passLongestWait() {
    Awaiting.eventually(() -> jobs.looks(jobs.accepted().get(0).id()) > 0);
    clock.advance(PdfWait.LONGEST);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    VERTX.undeploy(deployment).await();
  }

  /** An answer. */
  record Got(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return ((Json.Read.Tree) Json.read(response.body())).root();
    }

    /** The kind of problem, without its common beginning. */
    String problem() {
      return json().get("type").textValue().replace("/docs/problems/", "");
    }

    /** Where the faults are. */
    List<String> faults() {
      List<String> places = new ArrayList<>();
      json().path("errors").forEach(fault -> places.add(fault.elements().next().textValue()));
      return places;
    }
  }

  /** Keeps what the API tells of its routes and requests. */
  static final class Answers implements ApiRouter.Observer {
    final Set<String> routes = ConcurrentHashMap.newKeySet();
    final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @Override
    public void known(String route) {
      routes.add(route);
    }

    @Override
    public void answered(String route, String statusClass, Duration took) {
      ended.add(route + " " + statusClass);
    }

    /** The route and the status class of the next request that ends. */
    String next() throws InterruptedException {
      return ended.poll(30, TimeUnit.SECONDS);
    }
  }
}
