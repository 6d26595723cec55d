package dev.hookpress.mail;

import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.NotificationId;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An e-mail to one recipient, in plain text and HTML. Marked as auto-generated (RFC 3834), so that
 * no vacation responder answers it.
 *
 * @param sent the e-mail's date
 */
record OutgoingEmail(EmailAddress from, NotificationId id, EmailContent content, Instant sent) {
  // RFC 5322, section 3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String CHARSET = "utf-8";

  /** With its angle brackets. */
  String messageId() {
    return "<" + id + "@" + from.domain() + ">";
  }

  MimeMessage message(Session session) throws MessagingException {
    MimeMessage message = new WithId(session, messageId());
    message.setFrom(address(from));
    message.setRecipient(Message.RecipientType.TO, address(content.to()));
    message.setSubject(content.subject(), CHARSET);
    message.setHeader("Date", DATE.format(sent));
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(content.text(), CHARSET);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(content.html(), CHARSET, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** The address as it is: it needs no further parsing. */
  private static InternetAddress address(EmailAddress it) {
    InternetAddress address = new InternetAddress();
    address.setAddress(it.value());
    return address;
  }

  /** The library sets an id of its own when a message is saved. */
  private static final class WithId extends MimeMessage {
    private final String messageId;

    WithId(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
