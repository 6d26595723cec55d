package dev.hookpress.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that pin the wire formats. */
final class Golden {
  /** Requests that must be accepted as they are; the first two are the seed's own. */
  static final List<String> NATIVE_REQUESTS =
      List.of(
          "native/request-callback.json",
          "native/request-callback-headers.json",
          "native/request-everything.json");

  private Golden() {}

  static byte[] bytes(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/dialect/" + name)) {
      return file.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
