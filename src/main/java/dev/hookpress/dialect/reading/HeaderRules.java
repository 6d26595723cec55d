package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.job.HeaderNames;
import dev.hookpress.signing.StandardWebhooks;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads and validates the headers that a client sets on a callback or an upload. They are sent
 * unchanged.
 */
public final class HeaderRules {
  private static final int MAX_HEADERS = 32;
  private static final int MAX_CHARACTERS = 8 * 1024;

  private static final int MAX_NAME_CHARACTERS = 256;
  private static final Set<String> SIGNATURE =
      Set.of(
          StandardWebhooks.ID,
          StandardWebhooks.TIMESTAMP,
          StandardWebhooks.SIGNATURE,
          StandardWebhooks.ATTEMPT);

  private HeaderRules() {}

  /**
   * Reads an object of names and values; an invalid header is recorded as a fault and left out.
   *
   * @param setByFormats accepts the lower-case names that only Hookpress may set
   */
  public static Map<String, String> read(
      StrictObject owner, Predicate<String> setByFormats, Faults faults) {
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
    if (value.get().size() > MAX_HEADERS) {
      faults.add(pointer, "Holds more than " + MAX_HEADERS + " headers.");
      return headers;
    }
    Set<String> seen = new HashSet<>();
    int characters = 0;
    for (Map.Entry<String, JsonNode> entry : value.get().properties()) {
      String at = object.get().pointerTo(entry.getKey());
      Optional<String> fault = fault(entry.getKey(), entry.getValue(), setByFormats);
      if (fault.isPresent()) {
        faults.add(at, fault.get());
      } else if (!seen.add(entry.getKey().toLowerCase(Locale.ROOT))) {
        faults.add(at, "Is there twice: header names do not differ by case.");
      } else {
        headers.put(entry.getKey(), entry.getValue().textValue());
        characters += entry.getKey().length() + entry.getValue().textValue().length();
      }
    }
    if (characters > MAX_CHARACTERS) {
      faults.add(pointer, "Holds more than " + MAX_CHARACTERS + " characters in all.");
    }
    return headers;
  }

  private static Optional<String> fault(
      String name, JsonNode value, Predicate<String> setByFormats) {
    if (name.length() > MAX_NAME_CHARACTERS || !HeaderNames.valid(name)) {
      return Optional.of("Is not a valid header name.");
    }
    if (HeaderNames.ofTheConnection(name)) {
      return Optional.of("Belongs to one connection, so it cannot be set.");
    }
    if (HeaderNames.ofTheMessage(name)) {
      return Optional.of("Follows from the URL and the body, so it cannot be set.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (SIGNATURE.contains(lower) || setByFormats.test(lower)) {
      return Optional.of("Is a signature header; Hookpress sets it.");
    }
    if (!value.isTextual()) {
      return Optional.of("Must be a string, not " + StrictObject.kind(value) + ".");
    }
    return value.textValue().chars().allMatch(each -> each == '\t' || each >= 32 && each < 127)
        ? Optional.empty()
        : Optional.of("May hold only printable ASCII characters: no line breaks.");
  }
}
