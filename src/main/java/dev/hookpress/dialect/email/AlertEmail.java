package dev.hookpress.dialect.email;

import dev.hookpress.job.EmailAddress;
import java.util.List;

/** Writes the e-mail that tells a client of endpoints that fail. */
public final class AlertEmail {
  private static final int MAX_SENTENCES = 50;
  private static final int MAX_OF_TEXT = 2_048;
  private static final int MAX_OF_SUBJECT = 150;
  private static final String ADVICE =
      "What is owed to them is tried again by your schedule. GET /v1/endpoints shows them all, and"
          + " the event endpoint.recovered follows when one answers again. At most one such e-mail"
          + " an hour is sent, whatever fails.";

  private AlertEmail() {}

  /**
   * Writes the e-mail; the same sentences give the same content, byte for byte.
   *
   * @param sentences one for each endpoint that fails, at least one
   */
  public static EmailContent write(EmailAddress to, List<String> sentences) {
    List<String> lines =
        sentences.stream()
            .limit(MAX_SENTENCES)
            .map(sentence -> JobEmail.line(sentence, MAX_OF_TEXT))
            .toList();
    String subject =
        sentences.size() == 1
            ? JobEmail.line(sentences.get(0), MAX_OF_SUBJECT)
            : sentences.size() + " of your endpoints fail";
    StringBuilder text = new StringBuilder();
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><body>\n<ul>\n");
    for (String line : lines) {
      text.append("- ").append(line).append('\n');
      html.append("<li>").append(EmailHtml.escape(line)).append("</li>\n");
    }
    text.append('\n').append(ADVICE).append('\n');
    html.append("</ul>\n<p>").append(ADVICE).append("</p>\n</body></html>\n");
    return new EmailContent(to, subject, text.toString(), html.toString());
  }
}
