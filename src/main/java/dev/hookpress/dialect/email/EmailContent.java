package dev.hookpress.dialect.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.EmailAddress;

/**
 * An e-mail that is owed: its fixed content. Date, sender and message id are of the sending.
 *
 * @param subject one line of 1 to 200 characters without control characters
 * @param text for those who read without HTML; lines end with {@code \n}
 * @param html the same as a page of its own, without anything remote
 */
public record EmailContent(EmailAddress to, String subject, String text, String html) {
  private static final int MAX_OF_SUBJECT = 200;

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if the subject is more than a line, or too long
   */
  public EmailContent {
    if (subject.isEmpty()
        || subject.length() > MAX_OF_SUBJECT
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The subject is not a line of 1 to 200 characters");
    }
  }

  /** What is kept of it: compact JSON with {@code subject}, {@code text} and {@code html}. */
  public byte[] body() {
    ObjectNode kept = Json.object();
    kept.put("subject", subject);
    kept.put("text", text);
    kept.put("html", html);
    return Json.write(kept);
  }

  /**
   * Reads back what {@link #body} gave.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static EmailContent read(EmailAddress to, byte[] body) {
    if (Json.read(body) instanceof Json.Read.Tree tree) {
      JsonNode root = tree.root();
      return new EmailContent(to, text(root, "subject"), text(root, "text"), text(root, "html"));
    }
    throw new IllegalArgumentException("The body of an e-mail is not JSON");
  }

  private static String text(JsonNode root, String name) {
    JsonNode value = root.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("The body of an e-mail has no " + name);
    }
    return value.textValue();
  }

  /** Without the content, whose links are keys to the client's files. */
  @Override
  public String toString() {
    return "Letter[to=" + to + "]";
  }
}
