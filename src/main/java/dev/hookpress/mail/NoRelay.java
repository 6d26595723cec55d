package dev.hookpress.mail;

import dev.hookpress.deliver.PostOffice;
import dev.hookpress.deliver.Posting;
import dev.hookpress.dialect.Letter;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/** Stands where no relay is set up: letters owed from a time when there was one are not sent. */
public final class NoRelay implements PostOffice {
  @Override
  public Future<Posting> post(NotificationId id, Letter letter, Instant now) {
    return Future.succeededFuture(
        new Posting.Unreachable(
            Posting.Kind.OFF, "no mail relay is set up (mail.host)", Duration.ZERO));
  }
}
