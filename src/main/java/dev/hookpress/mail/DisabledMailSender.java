package dev.hookpress.mail;

import dev.hookpress.deliver.MailResult;
import dev.hookpress.deliver.MailSender;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/** Rejects every e-mail when no relay is configured, including those queued while there was one. */
public final class DisabledMailSender implements MailSender {
  @Override
  public Future<MailResult> post(NotificationId id, EmailContent content, Instant now) {
    return Future.succeededFuture(
        new MailResult.Unreachable(
            MailResult.Kind.OFF, "no mail relay is set up (mail.host)", Duration.ZERO));
  }
}
