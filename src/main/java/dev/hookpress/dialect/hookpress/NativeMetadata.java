package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StorableJson;
import dev.hookpress.dialect.reading.StrictObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the client's own JSON, which is stored unchanged and returned in the callback. */
final class NativeMetadata {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_LEVELS = 10;

  private NativeMetadata() {}

  static String read(StrictObject request, Faults faults) {
    Optional<JsonNode> value = request.value("metadata");
    String pointer = request.pointerTo("metadata");
    if (value.isEmpty() || StrictObject.of(value.get(), pointer, faults).isEmpty()) {
      return Decoded.NO_METADATA;
    }
    if (!new StorableJson(MAX_LEVELS, faults).test(value.get(), pointer)) {
      return Decoded.NO_METADATA;
    }
    byte[] compact = Json.write(value.get());
    if (compact.length > MAX_BYTES) {
      faults.add(pointer, "Is larger than " + MAX_BYTES + " bytes.");
      return Decoded.NO_METADATA;
    }
    return new String(compact, StandardCharsets.UTF_8);
  }
}
