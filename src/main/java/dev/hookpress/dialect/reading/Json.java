package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Problem.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Reads JSON strictly and within bounds, and writes it compactly. */
public final class Json {
  /** A table of 30,000 rows of five columns; a tree takes up to 100 bytes a token. */
  public static final int MAX_TOKENS = 500_000;

  // 32 levels are four times the depth of any request format, and no field needs a number of more
  // than 64 digits. Strings are bounded by their fields and by the body.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(64)
                          .maxNameLength(1024)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int PIECE_CHARACTERS = 4 * 1024;

  private Json() {}

  /** The result of reading bytes as JSON. */
  public sealed interface Read {
    /** Valid JSON. */
    record Tree(JsonNode root) implements Read {}

    /** Not JSON, or outside the bounds. */
    record Malformed(Problem problem) implements Read {}
  }

  /** What a tree of JSON would take. */
  public sealed interface Weight {
    /** The tokens that {@link #read} would make a tree of. */
    record Tokens(int count) implements Weight {}

    /** Not JSON, or outside the bounds. */
    record Malformed(Problem problem) implements Weight {}
  }

  private interface Step {
    /** Consumes one value; null if there is none. */
    JsonNode apply(JsonParser parser) throws IOException;
  }

  /** Reads exactly one JSON value in UTF-8, without duplicate names or trailing content. */
  public static Read read(byte[] bytes) {
    return parse(bytes, MAPPER::readTree);
  }

  /** Counts the tokens without building a tree; refuses what {@link #read} would refuse. */
  public static Weight weigh(byte[] bytes) {
    int[] tokens = {0};
    Read read = parse(bytes, parser -> count(parser, tokens));
    return read instanceof Read.Malformed malformed
        ? new Weight.Malformed(malformed.problem())
        : new Weight.Tokens(tokens[0]);
  }

  /**
   * Digests the names and values in their order, without the white space between them. Bytes that
   * are not JSON are digested as they are.
   */
  public static void digest(byte[] bytes, MessageDigest into) {
    if (weigh(bytes) instanceof Weight.Malformed) {
      into.update(bytes);
      return;
    }
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
        into.update((token.id() + ":" + text.length + ":").getBytes(StandardCharsets.US_ASCII));
        into.update(text);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonNode count(JsonParser parser, int[] tokens) throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      tokens[0]++;
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } while (depth > 0);
    return NullNode.getInstance();
  }

  private static Read parse(byte[] bytes, Step step) {
    if (!utf8(bytes)) {
      return malformed("The body is not valid UTF-8.");
    }
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      return parse(parser, step);
    } catch (IOException broken) {
      return malformed("The body could not be read as JSON.");
    }
  }

  private static Read parse(JsonParser parser, Step step) throws IOException {
    try {
      JsonNode root = step.apply(parser);
      if (root == null || root.isMissingNode()) {
        return malformed("The body is empty.");
      }
      return parser.nextToken() == null
          ? new Read.Tree(root)
          : malformed("Something follows the JSON value.");
    } catch (StreamConstraintsException beyond) {
      return malformed(
          "A number or name is too long, the nesting too deep (32 levels), or there are too many"
              + " values ("
              + MAX_TOKENS
              + " tokens).");
    } catch (JsonProcessingException broken) {
      return malformed(parser, broken);
    }
  }

  /** Writes compact UTF-8, with fields in insertion order. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Creates an empty object. */
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

  /** RFC 8259 allows only UTF-8; Jackson would also detect UTF-16 and UTF-32. */
  private static boolean utf8(byte[] bytes) {
    for (byte each : bytes) {
      if (each <= 0) {
        return decodes(bytes);
      }
    }
    return true;
  }

  /** Decodes in pieces: the decoded text of a large body would be as large again. */
  private static boolean decodes(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(PIECE_CHARACTERS);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        return false;
      }
      out.flip();
      while (out.hasRemaining()) {
        if (out.get() == 0) {
          return false;
        }
      }
      if (result.isUnderflow()) {
        return true;
      }
      out.clear();
    }
  }
}
