package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Problem.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON read strictly and within bounds, and written compactly. */
public final class Json {
  // 32 levels are four times what any request of ours has; a longer number than 64 digits has no
  // meaning in any field. Strings have the bounds of their fields, and the body's.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(64)
                          .maxNameLength(1024)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** What bytes turned out to be. */
  public sealed interface Read {
    /** Valid JSON. */
    record Tree(JsonNode root) implements Read {}

    /** Not JSON, or beyond the bounds. */
    record Malformed(Problem problem) implements Read {}
  }

  /** Reads exactly one JSON value in UTF-8: no duplicate names, nothing after it. */
  public static Read read(byte[] bytes) {
    if (!utf8(bytes)) {
      return malformed("The body is not valid UTF-8.");
    }
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      return tree(parser);
    } catch (IOException broken) {
      return malformed("The body could not be read as JSON.");
    }
  }

  private static Read tree(JsonParser parser) throws IOException {
    try {
      JsonNode root = MAPPER.readTree(parser);
      if (root == null || root.isMissingNode()) {
        return malformed("The body is empty.");
      }
      return parser.nextToken() == null
          ? new Read.Tree(root)
          : malformed("Something follows the JSON value.");
    } catch (StreamConstraintsException beyond) {
      return malformed("A number or name is too long, or the nesting too deep (32 levels).");
    } catch (JsonProcessingException broken) {
      return malformed(parser, broken);
    }
  }

  /** Compact UTF-8; fields in the order in which they were put. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Read malformed(JsonParser parser, JsonProcessingException broken) {
    String words = broken.getOriginalMessage();
    if (words != null && words.startsWith("Duplicate")) {
      JsonPointer twice = parser.getParsingContext().pathAsPointer();
      Fault fault = Fault.at(twice.toString(), "This name is there twice.");
      return new Read.Malformed(
          new Problem(
              Problem.Type.MALFORMED_JSON, "A name is there twice: " + twice, List.of(fault)));
    }
    var at = broken.getLocation();
    return malformed(
        at == null
            ? "The body is not valid JSON."
            : "The body is not valid JSON at line %d, column %d."
                .formatted(at.getLineNr(), at.getColumnNr()));
  }

  private static Read malformed(String detail) {
    return new Read.Malformed(Problem.of(Problem.Type.MALFORMED_JSON, detail));
  }

  /** RFC 8259 knows only UTF-8, where Jackson would guess at UTF-16 and UTF-32 too. */
  private static boolean utf8(byte[] bytes) {
    for (byte each : bytes) {
      if (each <= 0) {
        return decodes(bytes);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .indexOf(0)
          < 0;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
