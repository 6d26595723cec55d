package dev.hookpress.api.jobs;

import dev.hookpress.dialect.Form;
import dev.hookpress.dialect.Form.FormFile;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a multipart form that is in memory whole. */
final class FormReader {
  private static final int MAX_FIELDS = 32;
  private static final int MAX_BUFFERED_BYTES = 1_024;

  private FormReader() {}

  /**
   * Reads a form; empty if the body is none, or has more than {@value #MAX_FIELDS} fields.
   *
   * @param type the media type with its boundary
   */
  static Optional<Form> read(String type, byte[] body) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    DefaultHttpDataFactory inMemory = new DefaultHttpDataFactory(false);
    inMemory.setMaxLimit(body.length);
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              inMemory, request, StandardCharsets.UTF_8, MAX_FIELDS, MAX_BUFFERED_BYTES);
      return Optional.of(form(decoder));
    } catch (IOException | RuntimeException notOne) {
      return Optional.empty();
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
      inMemory.cleanAllHttpData();
    }
  }

  private static Form form(HttpPostMultipartRequestDecoder decoder) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    Optional<FormFile> file = Optional.empty();
    for (InterfaceHttpData each : decoder.getBodyHttpDatas()) {
      if (each instanceof FileUpload upload && !upload.getFilename().isEmpty()) {
        file = Optional.of(new FormFile(upload.getFilename(), upload.get()));
      } else if (each instanceof Attribute attribute) {
        fields.put(attribute.getName(), attribute.getValue());
      }
    }
    return new Form(fields, file);
  }
}
