package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.ApiPorts;
import dev.hookpress.api.ApiRouter;
import dev.hookpress.api.ApiVerticle;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.config.Settings;
import dev.hookpress.deliver.TestCallbacks;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.policy.EgressDecision;
import dev.hookpress.postgres.records.PgClientBook;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgEndpointBook;
import dev.hookpress.postgres.records.PgEventsTarget;
import dev.hookpress.postgres.records.PgJobBook;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.postgres.records.PgRedeliveries;
import dev.hookpress.postgres.records.PgReplays;
import dev.hookpress.postgres.records.PgS3Settings;
import dev.hookpress.postgres.records.PgSigningSecrets;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.redis.RedisErrorCounts;
import dev.hookpress.redis.RedisRateLimit;
import dev.hookpress.storage.AssetLinkSigner;
import dev.hookpress.storage.FileLink;
import dev.hookpress.storage.FileLinks;
import dev.hookpress.storage.HostedFile;
import io.vertx.core.Deployable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Joins what takes jobs in and answers for them. */
final class ApiWiring {
  private ApiWiring() {}

  static Supplier<Deployable> verticles(Connections connections, Duration drain) {
    Settings settings = connections.settings;
    ApiRouter router =
        new ApiRouter(
            ports(connections),
            connections.clock,
            connections::newId,
            settings.http().maxBodyBytes(),
            Duration.ofSeconds(settings.files().linkSeconds()));
    return () -> new ApiVerticle(settings.http(), (int) drain.toSeconds(), router);
  }

  static PgClients clients(Connections connections) {
    Settings.Limits limits = connections.settings.limits();
    return new PgClients(
        connections.pool,
        connections.box,
        limits.requestsPerSecond(),
        limits.maxPendingJobs(),
        Ticker.systemTicker());
  }

  private static ApiPorts ports(Connections connections) {
    Settings.Limits limits = connections.settings.limits();
    var files = RenderWiring.files(connections);
    PgTemplates templates = new PgTemplates(connections.pool, connections::newId);
    HostedFileLookup hosted =
        file ->
            files
                .find(file.client(), file.job(), file.ordinal())
                .map(found -> found.map(HostedFile::path));
    return new ApiPorts(
        clients(connections),
        new PgJobIntake(
            connections.pool,
            connections.box,
            connections.wakes,
            Duration.ofHours(limits.idempotencyHours()),
            connections.leasing(connections.settings.render().leaseSeconds()),
            connections.documents),
        new PgJobBook(connections.pool, connections.box, connections.wakes),
        new PgNotificationBook(connections.pool),
        new PgRedeliveries(connections.pool, connections.wakes),
        new PgReplays(connections.pool, connections::newId, PgReplays.MAX_COUNTED),
        new RedisRateLimit(connections.redis),
        connections.blocked,
        new RedisErrorCounts(connections.redis),
        new PgEndpointBook(connections.pool),
        new PgClientBook(connections.pool, DispatchWiring.terms(connections)),
        new PgS3Settings(connections.pool, connections.box),
        new PgSigningSecrets(connections.pool, connections.box, connections::newId),
        new PgEventsTarget(connections.pool, connections.box),
        new TestCallbacks(
            DispatchWiring.terms(connections),
            DispatchWiring.signing(connections),
            connections.door,
            DispatchWiring.bounds(connections),
            connections.clock,
            connections::newId),
        new Links(
            RenderWiring.links(connections), connections.settings.http().publicUrl().toString()),
        hosted,
        new StoredAssets(RenderWiring.assets(connections)),
        new SignedAssetLinks(
            new AssetLinkSigner(connections.box.derive("asset-links")),
            connections.settings.http().publicUrl().toString()),
        new Targets(connections),
        templates,
        templates,
        connections.templates,
        connections.metrics::jobAccepted);
  }

  /** What the settings allow to be reached. */
  private record Targets(Connections connections) implements TargetCheck {
    @Override
    public Optional<String> refusal(URI url) {
      return connections.egress.check(url) instanceof EgressDecision.Refused refused
          ? Optional.of(refused.message())
          : Optional.empty();
    }

    @Override
    public Optional<String> mailRefusal() {
      return connections.settings.mail().on()
          ? Optional.empty()
          : Optional.of("E-mail is not set up here; leave it out, or ask the operator.");
    }
  }

  /** The API's view of the store's links. */
  private record Links(FileLinks links, String publicUrl) implements HostedLinks {
    @Override
    public String link(ClientId client, JobId job, int ordinal, String filename, Instant expires) {
      return publicUrl + links.make(client, job, ordinal, filename, expires);
    }

    @Override
    public Optional<HostedLinks.HostedFile> verify(LinkParts link, Instant now) {
      return links.check(
                  link.job(),
                  link.ordinal(),
                  link.filename(),
                  link.client(),
                  link.expires(),
                  link.signature(),
                  now)
              instanceof FileLink.Valid valid
          ? Optional.of(
              new HostedLinks.HostedFile(
                  valid.client(), valid.job(), valid.ordinal(), valid.filename()))
          : Optional.empty();
    }
  }
}
