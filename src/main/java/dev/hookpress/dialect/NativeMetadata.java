package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The client's own JSON, which goes through Hookpress untouched and comes back in the callback. */
final class NativeMetadata {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_LEVELS = 10;
  // Beyond it neither a double nor a database's number type holds it.
  private static final int MOST_EXPONENT = 300;

  private final Faults faults;

  private NativeMetadata(Faults faults) {
    this.faults = faults;
  }

  static String read(StrictObject request, Faults faults) {
    Optional<JsonNode> value = request.value("metadata");
    String pointer = request.pointerTo("metadata");
    if (value.isEmpty() || StrictObject.of(value.get(), pointer, faults).isEmpty()) {
      return NativeDialect.NO_METADATA;
    }
    if (!new NativeMetadata(faults).storable(value.get(), pointer, 1)) {
      return NativeDialect.NO_METADATA;
    }
    byte[] compact = Json.write(value.get());
    if (compact.length > MOST_BYTES) {
      faults.add(pointer, "Is larger than " + MOST_BYTES + " bytes.");
      return NativeDialect.NO_METADATA;
    }
    return new String(compact, StandardCharsets.UTF_8);
  }

  private boolean storable(JsonNode node, String pointer, int level) {
    if (level > MOST_LEVELS) {
      return refuse(pointer, "Is nested more than " + MOST_LEVELS + " levels deep.");
    }
    if (node.isTextual()) {
      return StorableText.test(node.textValue()) || refuse(pointer, StorableText.RULE);
    }
    if (node.isNumber()) {
      return ordinary(node.decimalValue()) || refuse(pointer, "Is too large or too fine a number.");
    }
    boolean all = true;
    int index = 0;
    for (JsonNode element : node.isArray() ? node : Json.object().arrayNode()) {
      all &= storable(element, pointer + "/" + index++, level + 1);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      all &=
          StorableText.test(field.getKey())
              ? storable(field.getValue(), pointer + "/" + escaped(field.getKey()), level + 1)
              : refuse(pointer, "Has a name that must be changed. " + StorableText.RULE);
    }
    return all;
  }

  private static boolean ordinary(BigDecimal number) {
    return Math.abs((long) number.precision() - number.scale()) <= MOST_EXPONENT
        && Math.abs((long) number.scale()) <= MOST_EXPONENT;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private boolean refuse(String pointer, String detail) {
    faults.add(pointer, detail);
    return false;
  }
}
