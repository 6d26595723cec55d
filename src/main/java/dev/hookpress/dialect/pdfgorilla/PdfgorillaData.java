package dev.hookpress.dialect.pdfgorilla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TemplateData;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the values for a template: {@code data}, an object, or {@code jsonData}, the text of one,
 * which takes precedence.
 */
final class PdfgorillaData {
  private static final String TEXT = "jsonData";
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  private PdfgorillaData() {}

  static String read(StrictObject object, Faults faults) {
    String dataJson = TemplateData.read(object, faults);
    Optional<String> text = object.text(TEXT, MAX_CHARACTERS);
    if (text.isEmpty()) {
      return dataJson;
    }
    String pointer = object.pointerTo(TEXT);
    JsonNode root =
        Json.read(text.get().getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Tree tree
            ? tree.root()
            : null;
    if (root == null || !root.isObject()) {
      faults.add(pointer, "Must be the text of a JSON object.");
      return dataJson;
    }
    ObjectNode owner = Json.object();
    owner.set(TEXT, root);
    return StrictObject.of(owner, "", faults)
        .map(wrapped -> TemplateData.read(wrapped, TEXT, faults))
        .orElse(dataJson);
  }
}
