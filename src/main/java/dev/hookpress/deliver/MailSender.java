package dev.hookpress.deliver;

import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;

/** Sends e-mail. */
public interface MailSender {
  /**
   * Submits one e-mail to the relay. Completes within its own deadline, whatever the relay does;
   * after a timeout the relay may still have accepted the e-mail.
   *
   * @param id determines the Message-ID, the same at each attempt, so that duplicates can be
   *     recognised
   * @param now the e-mail's date
   * @return the result; never fails
   */
  Future<MailResult> post(NotificationId id, EmailContent content, Instant now);
}
