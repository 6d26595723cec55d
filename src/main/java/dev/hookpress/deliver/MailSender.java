package dev.hookpress.deliver;

import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;

/** Sends e-mail. */
public interface MailSender {
  /**
   * Hands one letter to the relay. Answers within its own deadline, whatever the relay does; after
   * a time-out the relay may have the letter all the same.
   *
   * @param id makes the message id: the same at each attempt, so that repeats can be recognised
   * @param now the letter's date
   * @return how it ended; never fails
   */
  Future<MailResult> post(NotificationId id, EmailContent letter, Instant now);
}
