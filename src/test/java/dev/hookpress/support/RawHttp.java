package dev.hookpress.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends requests as they are written, and gives answers as they come: no library helps. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 60_000;

  private final URI server;

  public RawHttp(URI server) {
    this.server = server;
  }

  /**
   * An answer.
   *
   * @param headers by names in lower case; several of one name are joined by commas
   */
  public record Got(int status, Map<String, String> headers, byte[] body) {
    /** A header, if it is there. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Sends a request without a body; {@code headers} are whole lines. */
  public Got send(String method, String target, String... headers) {
    return send(method, target, new byte[0], headers);
  }

  /** Sends a request with a body. */
  public Got send(String method, String target, byte[] body, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + server.getAuthority())
            .append("\r\nConnection: close\r\n");
    Arrays.stream(headers).forEach(line -> head.append(line).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return read(socket.getInputStream().readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Got read(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, next) -> first + ", " + next);
    }
    byte[] body = Arrays.copyOfRange(answer, end + 4, answer.length);
    boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
    return new Got(
        Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? joined(body) : body);
  }

  private static byte[] joined(byte[] chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String text = new String(chunks, StandardCharsets.ISO_8859_1);
    int at = 0;
    while (at < chunks.length) {
      int line = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text.substring(at, line), 16);
      body.write(chunks, line + 2, length);
      at = line + 2 + length + 2;
    }
    return body.toByteArray();
  }
}
