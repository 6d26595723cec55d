package dev.hookpress;

import dev.hookpress.config.Settings;
import dev.hookpress.deliver.PostOffice;
import dev.hookpress.mail.NoRelay;
import dev.hookpress.mail.Relay;
import dev.hookpress.mail.SmtpPostOffice;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Joins what sends e-mail. */
final class MailWiring {
  private MailWiring() {}

  static PostOffice open(Settings.Mail mail) {
    return mail.on() ? new SmtpPostOffice(relay(mail)) : new NoRelay();
  }

  static Future<Void> close(PostOffice post) {
    return post instanceof SmtpPostOffice smtp ? smtp.close() : Future.succeededFuture();
  }

  private static Relay relay(Settings.Mail mail) {
    return new Relay(
        mail.host().orElseThrow(),
        mail.port(),
        switch (mail.tls()) {
          case NONE -> Relay.Security.NONE;
          case STARTTLS -> Relay.Security.STARTTLS;
          case IMPLICIT -> Relay.Security.IMPLICIT;
        },
        mail.username().map(username -> new Relay.Login(username, mail.password().orElseThrow())),
        mail.from().orElseThrow(),
        Duration.ofSeconds(mail.deadlineSeconds()),
        mail.connections(),
        mail.maxWaiting(),
        Optional.empty());
  }
}
