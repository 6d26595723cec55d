package dev.hookpress.render;

import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.catalog.Callbacks;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.render.DocumentEnding.Done;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Records a document's result. The last document of a job ends it, with the callbacks it owes. */
final class ResultRecorder {
  /** So many may be without a render slot while they are recorded: those of one statement. */
  private static final int MAX_WITHOUT_SLOT = 200;

  private final DocumentRun.Ports ports;
  private final InstantSource clock;
  private final Function<Instant, NotificationId> ids;

  /** Results that are being recorded. Confined to one event loop. */
  private int underWay;

  ResultRecorder(
      DocumentRun.Ports ports, InstantSource clock, Function<Instant, NotificationId> ids) {
    this.ports = ports;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Completes when the result is durable.
   *
   * @param leaves called if the document gives up its render slot: it has no file in memory any
   *     more
   * @return false if the lease of the document has run out, and nothing was recorded
   */
  Future<Boolean> record(
      ClaimedDocument document, DocumentResult result, Instant startedAt, Runnable leaves) {
    if (underWay < MAX_WITHOUT_SLOT) {
      leaves.run();
    }
    underWay++;
    return record(document, result, startedAt).onComplete(end -> underWay--);
  }

  private Future<Boolean> record(
      ClaimedDocument document, DocumentResult result, Instant startedAt) {
    if (document.documents() == 1) {
      List<Done> only = List.of(new Done(document.document(), result));
      return finish(document, result, startedAt, only);
    }
    return ports
        .queue()
        .end(document, result, startedAt)
        .compose(
            ended ->
                ended instanceof DocumentEnding.Last last
                    ? finish(document, result, last.startedAt(), last.documents())
                    : Future.succeededFuture(ended instanceof DocumentEnding.Earlier));
  }

  private Future<Boolean> finish(
      ClaimedDocument document, DocumentResult result, Instant startedAt, List<Done> documents) {
    Instant endedAt = clock.instant();
    JobReport job = report(document, startedAt, endedAt, documents);
    return targets(document, job.state())
        .compose(
            targets -> {
              List<OwedNotification> owed = Callbacks.owed(job, targets, () -> ids.apply(endedAt));
              FinishedDocument finished =
                  new FinishedDocument(document, result, job.state(), startedAt, endedAt, owed);
              return ports
                  .queue()
                  .finish(finished)
                  .onSuccess(
                      held -> {
                        if (held) {
                          ports.events().finished(finished);
                        }
                      });
            });
  }

  /** The targets of the job, and the registered endpoints of a client that has some. */
  private Future<List<Target>> targets(ClaimedDocument document, JobState end) {
    return document.subscribed()
        ? ports
            .subscribers()
            .registered(document.client())
            .map(all -> Callbacks.targets(document.targets(), all, document.dialect(), end))
            .map(all -> TracedTargets.of(all, document.document().trace()))
        : Future.succeededFuture(document.targets());
  }

  private JobReport report(
      ClaimedDocument document, Instant startedAt, Instant endedAt, List<Done> documents) {
    List<JobReport.DocumentReport> reports = new ArrayList<>();
    for (Done each : documents) {
      String filename = each.document().options().filename();
      reports.add(
          JobReport.DocumentReport.linked(
              each.document(),
              Optional.of(each.result()),
              reports.size(),
              file ->
                  ports.links().link(document.client(), document.job(), file, filename, endedAt)));
    }
    return new JobReport(
        document.job(),
        document.dialect(),
        JobReport.ended(documents.stream().map(Done::result).toList()),
        document.createdAt(),
        Optional.of(startedAt),
        Optional.of(endedAt),
        document.metadataJson(),
        reports,
        Optional.empty());
  }
}
