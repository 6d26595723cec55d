package dev.hookpress.node;

import dev.hookpress.config.Settings;
import dev.hookpress.deliver.MailSender;
import dev.hookpress.mail.DisabledMailSender;
import dev.hookpress.mail.SmtpMailSender;
import dev.hookpress.mail.SmtpRelay;
import io.vertx.core.Future;
import java.time.Duration;

/** Wires the sending of e-mail. */
final class MailWiring {
  private MailWiring() {}

  static MailSender open(Settings.Mail mail) {
    return mail.on() ? new SmtpMailSender(relay(mail)) : new DisabledMailSender();
  }

  static Future<Void> close(MailSender post) {
    return post instanceof SmtpMailSender smtp ? smtp.close() : Future.succeededFuture();
  }

  private static SmtpRelay relay(Settings.Mail mail) {
    return new SmtpRelay(
        mail.host().orElseThrow(),
        mail.port(),
        switch (mail.tls()) {
          case NONE -> SmtpRelay.Security.NONE;
          case STARTTLS -> SmtpRelay.Security.STARTTLS;
          case IMPLICIT -> SmtpRelay.Security.IMPLICIT;
        },
        mail.username()
            .map(username -> new SmtpRelay.Login(username, mail.password().orElseThrow())),
        mail.from().orElseThrow(),
        Duration.ofSeconds(mail.deadlineSeconds()),
        mail.connections(),
        mail.maxWaiting());
  }
}
