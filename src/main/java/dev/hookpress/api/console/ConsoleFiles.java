package dev.hookpress.api.console;

import dev.hookpress.api.http.GzipCoding;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The files of the console, from the jar. The page names the others by the build's digest, so that
 * browsers keep them for good; the page itself is asked for each time, by its ETag.
 */
public final class ConsoleFiles {
  /** The path of the tenants' page. */
  public static final String HOME = "/console/";

  private static final String FOLDER = "/console/";
  private static final String BUILD = "{build}";
  private static final String SCRIPTS = "<!--scripts-->";
  private static final String STYLE = "console.css";
  private static final int DIGEST_CHARACTERS = 12;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<String> VENDORED =
      List.of("preact.js", "hooks.js", "signals-core.js", "signals.js", "htm.js");

  private final String home;
  private final Map<String, Asset> files = new LinkedHashMap<>();
  private final Asset page;
  private final String build;

  /** A file as it is sent. */
  private record Asset(String type, Buffer plain, Buffer packed, String etag) {
    static Asset of(String type, byte[] bytes) {
      Buffer plain = Buffer.buffer(bytes);
      // Weak, because the packed body has the same.
      String etag = "W/\"" + digest(bytes) + "\"";
      return new Asset(type, plain, GzipCoding.packed(plain), etag);
    }
  }

  /**
   * Reads the files once for all event loops.
   *
   * @param home the path of the page, with a slash at its end
   * @param title of the page
   * @param own the modules of this console; the first is loaded by the page
   */
  public ConsoleFiles(String home, String title, List<String> own) {
    this.home = home;
    StringBuilder all = new StringBuilder();
    StringBuilder scripts = new StringBuilder();
    VENDORED.forEach(name -> all.append(add(name, "vendor/" + name, "text/javascript")));
    own.forEach(name -> all.append(add(name, name, "text/javascript")));
    all.append(add(STYLE, STYLE, "text/css"));
    all.append(add("icon.svg", "icon.svg", "image/svg+xml"));
    this.build = digest(all.toString().getBytes(StandardCharsets.UTF_8));
    files.keySet().stream()
        .filter(name -> name.endsWith(".js"))
        .forEach(
            name ->
                scripts.append(
                    "<link rel=\"modulepreload\" href=\"{build}/%s\">\n".formatted(name)));
    scripts.append("<script type=\"module\" src=\"{build}/%s\"></script>".formatted(own.get(0)));
    String html =
        new String(read("index.html"), StandardCharsets.UTF_8)
            .replace(SCRIPTS, scripts)
            .replace("{title}", title)
            .replace(BUILD, build);
    this.page = Asset.of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the routes to the router of one event loop. */
  public void addTo(Router router) {
    String slashless = home.substring(0, home.length() - 1);
    router
        .get(slashless)
        .handler(
            request -> {
              if (request.request().path().endsWith("/")) {
                request.response().putHeader("Content-Security-Policy", POLICY);
                send(request, page, "no-cache");
              } else {
                request.response().setStatusCode(308).putHeader("Location", home).end();
              }
            });
    router.get(home + ":build/:file").handler(this::file);
  }

  private void file(RoutingContext request) {
    Asset file = files.get(request.pathParam("file"));
    if (file == null) {
      request.fail(404);
      return;
    }
    // While nodes are upgraded, a page may ask the wrong one.
    boolean same = request.pathParam("build").equals(build);
    send(request, file, same ? "public, max-age=31536000, immutable" : "no-store");
  }

  private static void send(RoutingContext request, Asset file, String caching) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Cache-Control", caching)
        .putHeader("ETag", file.etag())
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.headers().add("Vary", "Accept-Encoding");
    if (file.etag().equals(request.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.type());
    boolean packed = GzipCoding.accepted(request.request().getHeader("Accept-Encoding"));
    if (packed) {
      response.putHeader("Content-Encoding", GzipCoding.NAME);
    }
    Buffer body = packed ? file.packed() : file.plain();
    if (request.request().method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }

  /** Adds a file and returns its ETag. */
  private String add(String name, String path, String type) {
    Asset file = Asset.of(type, read(path));
    files.put(name, file);
    return file.etag();
  }

  private static byte[] read(String path) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    return DigestUtils.sha256Hex(bytes).substring(0, DIGEST_CHARACTERS);
  }
}
