package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The {@code data} that a template is filled with. */
public final class TemplateData {
  // As deep as a body may be; this says where it is too deep.
  private static final int MAX_LEVELS = 32;
  private static final String NONE = "{}";

  private TemplateData() {}

  /** An object as compact JSON; an empty one if there is none. The body's cap bounds its size. */
  public static String read(StrictObject owner, Faults faults) {
    Optional<JsonNode> value = owner.value("data");
    String pointer = owner.pointerTo("data");
    boolean good =
        value.isPresent()
            && StrictObject.of(value.get(), pointer, faults).isPresent()
            && new StorableJson(MAX_LEVELS, faults).test(value.get(), pointer);
    return good ? new String(Json.write(value.get()), StandardCharsets.UTF_8) : NONE;
  }
}
