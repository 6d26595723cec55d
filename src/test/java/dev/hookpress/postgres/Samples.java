package dev.hookpress.postgres;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.deliver.Attempt;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.FinishedDocument;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Sample clients, jobs, results and attempts. */
public final class Samples {
  public static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  static final DocumentResult STORED =
      new DocumentResult.Stored(1, 1000, 5, 2, List.of("a warning"));

  private Samples() {}

  public static ClientId newClient() {
    return new ClientId(UlidCreator.getMonotonicUlid().toUuid());
  }

  static Job job(ClientId client) {
    return job(client, URI.create("https://receiver.test/hook"));
  }

  static Job job(ClientId client, URI callback) {
    return job(client, callback, 1);
  }

  static Job job(ClientId client, URI callback, int documents) {
    Document document =
        new Document(
            List.of(new Part.Html("<h1>Hello</h1>"), new Part.Url(URI.create("https://a.test/"))),
            RenderOptions.standard("hello.pdf")
                .describedBy(Map.of("title", "T"))
                .protectedBy(Optional.empty(), Optional.of("owner")),
            new Destination.S3("bucket", "a/b.pdf", Optional.empty()));
    Target target = new Target.Webhook(callback, Map.of("Authorization", "secret"));
    return new Job(
        new JobId(UlidCreator.getMonotonicUlid(NOW.toEpochMilli()).toUuid()),
        client,
        NativeDialect.NAME,
        Collections.nCopies(documents, document),
        List.of(target),
        "{\"order\":7}",
        NOW);
  }

  static FinishedDocument finished(ClaimedDocument document) {
    NotificationId id =
        new NotificationId(UlidCreator.getMonotonicUlid(NOW.toEpochMilli()).toUuid());
    return new FinishedDocument(
        document,
        STORED,
        JobState.COMPLETED,
        NOW,
        NOW,
        List.of(
            new OwedNotification(
                id, NativeDialect.NAME, document.targets().get(0), "{\"ok\":true}".getBytes())));
  }

  /** As many characters as an answered attempt has. */
  static final ExchangeHeads HEADS =
      new ExchangeHeads(
          Map.of("webhook-id", "msg_1", "webhook-signature", "v1,c2lnbmVk"),
          Map.of("content-type", "text/plain"));

  static Attempt attempt(ClaimedNotification of, Outcome outcome, Next next) {
    return new Attempt(
        of,
        NOW,
        Duration.ofMillis(12),
        "127.0.0.1",
        outcome,
        OptionalInt.of(200),
        "The endpoint answered.",
        Buffer.buffer("thanks"),
        HEADS,
        next,
        NOW,
        Optional.empty(),
        Optional.empty());
  }
}
