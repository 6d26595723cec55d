package dev.hookpress.dialect.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.EmailAddress;

/**
 * The fixed content of an e-mail. Date, sender and message id are set when it is sent.
 *
 * @param subject one line of 1 to 200 characters without control characters
 * @param text the plain-text version; lines end with {@code \n}
 * @param html the same content as a complete HTML page without remote resources
 */
public record EmailContent(EmailAddress to, String subject, String text, String html) {
  private static final int MAX_OF_SUBJECT = 200;

  /**
   * Creates the content.
   *
   * @throws IllegalArgumentException if the subject is not one line of 1 to 200 characters
   */
  public EmailContent {
    if (subject.isEmpty()
        || subject.length() > MAX_OF_SUBJECT
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The subject is not a line of 1 to 200 characters");
    }
  }

  /** The stored form: compact JSON with {@code subject}, {@code text} and {@code html}. */
  public byte[] body() {
    ObjectNode kept = Json.object();
    kept.put("subject", subject);
    kept.put("text", text);
    kept.put("html", html);
    return Json.write(kept);
  }

  /**
   * Parses the result of {@link #body}.
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

  /** Omits the content, whose links grant access to the client's files. */
  @Override
  public String toString() {
    return "EmailContent[to=" + to + "]";
  }
}
