package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads {@code data}, the values that a template is rendered with. */
public final class TemplateData {
  // The depth limit of a whole body; checking it here reports where the data is too deep.
  private static final int MAX_LEVELS = 32;
  private static final String NONE = "{}";

  private TemplateData() {}

  /**
   * Returns the object as compact JSON; {@code {}} if it is absent or invalid. The limit on the
   * request body bounds its size.
   */
  public static String read(StrictObject owner, Faults faults) {
    return read(owner, "data", faults);
  }

  /** Like {@link #read(StrictObject, Faults)}, from a field of another name. */
  public static String read(StrictObject owner, String name, Faults faults) {
    Optional<JsonNode> value = owner.value(name);
    String pointer = owner.pointerTo(name);
    boolean good =
        value.isPresent()
            && StrictObject.of(value.get(), pointer, faults).isPresent()
            && new StorableJson(MAX_LEVELS, faults).test(value.get(), pointer);
    return good ? new String(Json.write(value.get()), StandardCharsets.UTF_8) : NONE;
  }
}
