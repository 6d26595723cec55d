package dev.hookpress.fakes;

import dev.hookpress.api.account.EventsTarget;
import dev.hookpress.api.account.S3Settings;
import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.feed.EventFeed;
import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.RateLimit;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.contracts.AssetsContract;
import dev.hookpress.contracts.BlockLookupContract;
import dev.hookpress.contracts.ClientsContract;
import dev.hookpress.contracts.EndpointBookContract;
import dev.hookpress.contracts.EventFeedContract;
import dev.hookpress.contracts.EventsTargetContract;
import dev.hookpress.contracts.JobBookContract;
import dev.hookpress.contracts.NotificationBookContract;
import dev.hookpress.contracts.RateLimitContract;
import dev.hookpress.contracts.ReplayBookContract;
import dev.hookpress.contracts.S3SettingsContract;
import dev.hookpress.contracts.SigningSecretsContract;
import dev.hookpress.contracts.TemplatesContract;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The ports in memory pass the suites that the real ones pass. */
class FakesTest {
  @Nested
  class Feeds extends EventFeedContract {
    private final MemoryFeed feed = new MemoryFeed(new Outage());

    @Override
    protected EventFeed feed() {
      return feed;
    }

    @Override
    protected void append(ClientId of, JobId job, String type) {
      feed.append(of, job, type, NOW);
    }
  }

  @Nested
  class Jobs extends JobBookContract {
    private final MemoryJobs jobs = new MemoryJobs(new Outage());

    @Override
    protected JobIntake intake() {
      return jobs;
    }

    @Override
    protected JobBook book() {
      return jobs;
    }
  }

  @Nested
  class StoredTemplates extends TemplatesContract {
    private final MemoryTemplates templates = new MemoryTemplates(new Outage(), ids);

    @Override
    protected Templates templates() {
      return templates;
    }

    @Override
    protected TemplateBook book() {
      return templates;
    }
  }

  @Nested
  class Secrets extends SigningSecretsContract {
    private final MemorySigningSecrets secrets = new MemorySigningSecrets(new Outage());

    @Override
    protected SigningSecrets secrets() {
      return secrets;
    }
  }

  @Nested
  class Replays extends ReplayBookContract {
    private final MemoryReplays replays = new MemoryReplays(new Outage());

    @Override
    protected ReplayBook replays() {
      return replays;
    }
  }

  @Nested
  class Events extends EventsTargetContract {
    private final MemoryEventsTarget target = new MemoryEventsTarget(new Outage());

    @Override
    protected EventsTarget target() {
      return target;
    }
  }

  @Nested
  class S3 extends S3SettingsContract {
    private final MemoryS3Settings settings = new MemoryS3Settings(new Outage());

    @Override
    protected S3Settings settings() {
      return settings;
    }
  }

  @Nested
  class Rates extends RateLimitContract {
    private final MemoryRateLimit limit = new MemoryRateLimit(new Outage());

    @Override
    protected RateLimit limit() {
      return limit;
    }
  }

  @Nested
  class Notifications extends NotificationBookContract {
    private final MemoryNotifications notifications = new MemoryNotifications(new Outage());

    @Override
    protected NotificationBook notifications() {
      return notifications;
    }

    @Override
    protected void add(ClientId of, NotificationView notification) {
      notifications.add(of, notification);
    }
  }

  @Nested
  class KnownClients extends ClientsContract {
    private final MemoryClients clients = new MemoryClients(new Outage());

    @Override
    protected Clients clients() {
      return clients;
    }

    @Override
    protected void add(String apiKey, Client one) {
      clients.add(apiKey, one);
    }
  }

  @Nested
  class Blocks extends BlockLookupContract {
    private final MemoryBlockLookup blocks = new MemoryBlockLookup();

    @Override
    protected BlockLookup blocks() {
      return blocks;
    }

    @Override
    protected void block(ClientId of, Instant until) {
      blocks.block(of, until);
    }
  }

  @Nested
  class UploadedAssets extends AssetsContract {
    private final MemoryAssets assets = new MemoryAssets(new Outage());

    @Override
    protected Assets assets() {
      return assets;
    }
  }

  @Nested
  class Endpoints extends EndpointBookContract {
    private final MemoryEndpoints endpoints = new MemoryEndpoints(new Outage());

    @Override
    protected EndpointBook endpoints() {
      return endpoints;
    }

    @Override
    protected void addGone(ClientId of, EndpointKey key, String origin, String url) {
      endpoints.add(
          of,
          new EndpointView(
              key,
              Optional.of(url),
              origin,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(NOW),
              Optional.empty(),
              false,
              false,
              Optional.empty(),
              new EndpointView.Attempts(0, 0, Optional.empty(), Optional.empty())));
    }
  }
}
