package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which headers a client may put on a callback or an upload. They are sent as given. */
final class HeaderRules {
  private static final int MOST_HEADERS = 32;
  private static final int MOST_CHARACTERS = 8 * 1024;

  // RFC 9110 §7.6.1, and the two that proxies added to it.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final Set<String> OF_THE_MESSAGE = Set.of("host", "content-length");
  private static final Set<String> SIGNATURE =
      Set.of(StandardWebhooks.ID, StandardWebhooks.TIMESTAMP, StandardWebhooks.SIGNATURE);
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private HeaderRules() {}

  /** Reads an object of names and values; what is at fault is noted and left out. */
  static Map<String, String> read(StrictObject owner, Faults faults) {
    Map<String, String> headers = new LinkedHashMap<>();
    Optional<JsonNode> value = owner.value("headers");
    if (value.isEmpty()) {
      return headers;
    }
    String pointer = owner.pointerTo("headers");
    Optional<StrictObject> object = StrictObject.of(value.get(), pointer, faults);
    if (object.isEmpty()) {
      return headers;
    }
    if (value.get().size() > MOST_HEADERS) {
      faults.add(pointer, "Holds more than " + MOST_HEADERS + " headers.");
      return headers;
    }
    Set<String> seen = new HashSet<>();
    int characters = 0;
    for (Map.Entry<String, JsonNode> entry : value.get().properties()) {
      String at = object.get().pointerTo(entry.getKey());
      Optional<String> fault = fault(entry.getKey(), entry.getValue());
      if (fault.isPresent()) {
        faults.add(at, fault.get());
      } else if (!seen.add(entry.getKey().toLowerCase(Locale.ROOT))) {
        faults.add(at, "Is there twice: header names do not differ by case.");
      } else {
        headers.put(entry.getKey(), entry.getValue().textValue());
        characters += entry.getKey().length() + entry.getValue().textValue().length();
      }
    }
    if (characters > MOST_CHARACTERS) {
      faults.add(pointer, "Holds more than " + MOST_CHARACTERS + " characters in all.");
    }
    return headers;
  }

  private static Optional<String> fault(String name, JsonNode value) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (!token(name)) {
      return Optional.of("Is not a valid header name.");
    }
    if (HOP_BY_HOP.contains(plain)) {
      return Optional.of("Belongs to one connection, so it cannot be set.");
    }
    if (OF_THE_MESSAGE.contains(plain)) {
      return Optional.of("Follows from the URL and the body, so it cannot be set.");
    }
    if (SIGNATURE.contains(plain)) {
      return Optional.of("Is a signature header; Hookpress sets it.");
    }
    if (!value.isTextual()) {
      return Optional.of("Must be a string, not " + StrictObject.kind(value) + ".");
    }
    return value.textValue().chars().allMatch(each -> each == '\t' || each >= 32 && each < 127)
        ? Optional.empty()
        : Optional.of("May hold only printable ASCII characters: no line breaks.");
  }

  private static boolean token(String name) {
    return !name.isEmpty()
        && name.length() <= 256
        && name.chars()
            .allMatch(
                each ->
                    each < 128
                        && (Character.isLetterOrDigit(each) || TOKEN_MARKS.indexOf(each) >= 0));
  }
}
