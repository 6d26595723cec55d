package dev.hookpress.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document of this program.
 *
 * @param yaml as it is written
 * @param root the same as a tree
 */
record Description(Buffer yaml, JsonNode root) {
  private static final String FILE = "/openapi.yaml";

  static Description read() {
    try (InputStream file = Description.class.getResourceAsStream(FILE)) {
      byte[] bytes = file.readAllBytes();
      Object tree =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(new String(bytes, StandardCharsets.UTF_8));
      return new Description(Buffer.buffer(bytes), new JsonMapper().valueToTree(tree));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
