package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one JSON object field by field. Records every fault with its pointer and continues, so that
 * a caller learns of all faults at once. A field whose value is null is absent. A field that has
 * been read is known; {@link #end} reports all others.
 */
public final class StrictObject {
  private static final int MAX_ECHOED_CHARACTERS = 64;
  // A client that sends a password believes that the PDF is protected.
  private static final Pattern NEVER_PASSED_OVER =
      Pattern.compile("password|encrypt", Pattern.CASE_INSENSITIVE);

  private final JsonNode node;
  private final String pointer;
  private final Faults faults;
  private final Set<String> known = new LinkedHashSet<>();

  private StrictObject(JsonNode node, String pointer, Faults faults) {
    this.node = node;
    this.pointer = pointer;
    this.faults = faults;
  }

  /** Starts to read an object; empty, with a fault recorded, if the value is not an object. */
  public static Optional<StrictObject> of(JsonNode node, String pointer, Faults faults) {
    if (node.isObject()) {
      return Optional.of(new StrictObject(node, pointer, faults));
    }
    faults.add(pointer, "Must be an object, not " + kind(node) + ".");
    return Optional.empty();
  }

  /** Returns the JSON pointer (RFC 6901) to a field. */
  public String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The JSON pointer to the object itself. */
  public String pointer() {
    return pointer;
  }

  /** Reads any value; empty if the field is absent. */
  public Optional<JsonNode> value(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /**
   * Reads a list, or what stands in its place. An empty one is absent: generated clients send it
   * where none is set.
   */
  public Optional<JsonNode> list(String name) {
    return value(name).filter(value -> !value.isArray() || !value.isEmpty());
  }

  /** Passes over a field that is an empty object: generated clients send it where none is set. */
  public void passOverEmpty(String name) {
    JsonNode value = node.get(name);
    if (value != null && value.isObject() && value.isEmpty()) {
      known.add(name);
    }
  }

  /** Whether the field is there, be it null. */
  public boolean has(String name) {
    known.add(name);
    return node.has(name);
  }

  /** Reads any value; an absent field is a fault. */
  public Optional<JsonNode> requiredValue(String name) {
    return required(name, value(name));
  }

  /** Reads a list like {@link #list}; an absent or empty one is a fault. */
  public Optional<JsonNode> requiredList(String name) {
    return required(name, list(name));
  }

  private Optional<JsonNode> required(String name, Optional<JsonNode> value) {
    if (value.isEmpty()) {
      faults.add(pointerTo(name), "Is required.");
    }
    return value;
  }

  /** Reads a string of 1 to {@code maxLength} characters; empty if it is absent or invalid. */
  public Optional<String> text(String name, int maxLength) {
    return value(name).flatMap(value -> text(value, pointerTo(name), maxLength, faults));
  }

  /** Reads a string like {@link #text(String, int)}; an absent field is a fault. */
  public Optional<String> requiredText(String name, int maxLength) {
    return requiredValue(name).flatMap(value -> text(value, pointerTo(name), maxLength, faults));
  }

  /** Reads a boolean; empty if it is absent or invalid. */
  public Optional<Boolean> bool(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      faults.add(pointerTo(name), "Must be true or false, not " + kind(value.get()) + ".");
      return Optional.empty();
    }
    return value.map(JsonNode::booleanValue);
  }

  /** Reads an integer from {@code least} to {@code max} inclusive; empty if absent or invalid. */
  public Optional<Integer> integer(String name, int least, int max) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isIntegralNumber()) {
      faults.add(pointerTo(name), "Must be a whole number, not " + kind(value.get()) + ".");
      return Optional.empty();
    }
    if (!value.get().canConvertToInt()
        || value.get().intValue() < least
        || value.get().intValue() > max) {
      faults.add(pointerTo(name), "Must be from " + least + " to " + max + ".");
      return Optional.empty();
    }
    return value.map(JsonNode::intValue);
  }

  /** Reads a nested object; empty if it is absent or invalid. */
  public Optional<StrictObject> object(String name) {
    return value(name).flatMap(value -> of(value, pointerTo(name), faults));
  }

  /** Reads a string that must be one of {@code words}; empty if it is absent or invalid. */
  public Optional<String> word(String name, Collection<String> words) {
    return text(name, MAX_ECHOED_CHARACTERS)
        .filter(
            word -> {
              if (words.contains(word)) {
                return true;
              }
              String meant =
                  NearestName.of(word, words).map(near -> "; meant " + near + "?").orElse("");
              faults.add(pointerTo(name), "Must be one of " + String.join(", ", words) + meant);
              return false;
            });
  }

  /**
   * Reports every unknown field, with the most similar known name if there is one: as a fault, or
   * as a warning if the body is read tolerantly and the field is not about protection. Stops when
   * no more are kept: comparing names costs more than reading them.
   */
  public void end() {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext() && !faults.full()) {
      String name = names.next();
      if (!known.contains(name)) {
        reportUnknown(name);
      }
    }
  }

  private void reportUnknown(String name) {
    String meant =
        NearestName.of(name, known)
            .map(near -> " Did you mean " + near + "?")
            .orElse(" Known here: " + String.join(", ", known) + ".");
    String detail = "Is not a known field." + meant;
    if (NEVER_PASSED_OVER.matcher(name).find()) {
      faults.add(pointerTo(echoed(name)), detail);
    } else {
      faults.unknown(pointerTo(echoed(name)), detail);
    }
  }

  /** Reads a string of 1 to {@code maxLength} characters that can be stored and sent. */
  public static Optional<String> text(
      JsonNode value, String pointer, int maxLength, Faults faults) {
    if (!value.isTextual()) {
      faults.add(pointer, "Must be a string, not " + kind(value) + ".");
      return Optional.empty();
    }
    String text = value.textValue();
    if (text.isEmpty()) {
      faults.add(pointer, "Must not be empty.");
    } else if (text.length() > maxLength) {
      faults.add(pointer, "Is longer than " + maxLength + " characters.");
    } else if (!StorableText.test(text)) {
      faults.add(pointer, StorableText.RULE);
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  /** The kind of a JSON value, in words. */
  public static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "null";
    };
  }

  private static String echoed(String name) {
    String shown =
        name.length() <= MAX_ECHOED_CHARACTERS ? name : name.substring(0, MAX_ECHOED_CHARACTERS);
    return StorableText.test(shown) ? shown : "?";
  }
}
