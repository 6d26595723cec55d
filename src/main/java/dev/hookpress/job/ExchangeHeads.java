package dev.hookpress.job;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of one attempt that are stored: the signatures of the request, and those of the
 * answer. The client's own request headers, which may be secrets, are not among them, nor are those
 * that can be derived again.
 *
 * @param request names in lower case
 * @param answer names in lower case; values of the same name are joined by a comma
 */
public record ExchangeHeads(Map<String, String> request, Map<String, String> answer) {
  /** Of an attempt without an exchange, or of one that an earlier version has made. */
  public static final ExchangeHeads NONE = new ExchangeHeads(Map.of(), Map.of());

  /** Shown instead of a value that may be a secret. */
  public static final String HIDDEN = "…";

  // Either head; some ten times what is usual. The header that would exceed it is left out, and so
  // are those after it.
  private static final int MAX_CHARACTERS = 2_048;

  /** Whether nothing is known. */
  public boolean none() {
    return request.isEmpty() && answer.isEmpty();
  }

  /** A line for each header, {@code name: value}, with an empty line between the heads. */
  public String text() {
    StringBuilder text = new StringBuilder(512);
    append(request, text);
    text.append('\n');
    append(answer, text);
    return text.toString();
  }

  /** Reads a {@link #text()}. */
  public static ExchangeHeads of(String text) {
    ExchangeHeads heads = new ExchangeHeads(new LinkedHashMap<>(), new LinkedHashMap<>());
    Map<String, String> head = heads.request;
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (line.isEmpty()) {
        head = heads.answer;
      } else if (colon > 0) {
        head.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return heads;
  }

  private static void append(Map<String, String> headers, StringBuilder text) {
    int end = text.length() + MAX_CHARACTERS;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      // A session of the receiver's is not for those who read answers.
      String value = name.equals("set-cookie") ? HIDDEN : header.getValue();
      if (text.length() + name.length() + value.length() + 3 > end) {
        return;
      }
      append(name, text);
      text.append(": ");
      append(value, text);
      text.append('\n');
    }
  }

  /** Replaces control characters, which would end a line or cannot be stored. */
  private static void append(String field, StringBuilder text) {
    for (int i = 0; i < field.length(); i++) {
      char one = field.charAt(i);
      text.append(one < ' ' || one == 0x7f ? ' ' : one);
    }
  }
}
