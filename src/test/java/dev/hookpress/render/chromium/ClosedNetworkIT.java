package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Wait;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.process.Restrictions;
import dev.hookpress.render.source.DocumentSources;
import dev.hookpress.render.source.JobSources;
import dev.hookpress.render.source.SourceFetcher;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page with scripts tries to reach a private listener on loopback, by every means that a browser
 * has; the listener never hears of it. A server that the policy allows shows that the page ran.
 */
class ClosedNetworkIT {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Set<String> allowed = ConcurrentHashMap.newKeySet();
  private ServerSocket tcp;
  private DatagramSocket udp;

  @BeforeEach
  void listen() throws IOException {
    tcp = new ServerSocket();
    // All addresses of this machine, IPv6 too.
    tcp.bind(new InetSocketAddress(0));
    udp = new DatagramSocket(tcp.getLocalPort());
    daemon(this::acceptAll);
    daemon(this::receiveAll);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "private-listener");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        try (Socket socket = tcp.accept()) {
          heard.add("tcp from " + socket.getRemoteSocketAddress());
        }
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void receiveAll() {
    try {
      while (true) {
        udp.receive(new DatagramPacket(new byte[100], 100));
        heard.add("udp");
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  @AfterEach
  void close() throws IOException {
    tcp.close();
    udp.close();
  }

  @ParameterizedTest(name = "with the restrictions of the system: {0}")
  @ValueSource(booleans = {true, false})
  void noTrickOfAPageReachesAPrivateAddress(boolean restricted) throws IOException {
    try (Browsing browsing =
        Browsing.start(
            Browsing.options(1, Duration.ofSeconds(60)),
            restricted ? Restrictions.probeForBrowser() : Restrictions.NONE)) {
      HttpServer server =
          await(
              browsing.vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.2"));
      String html =
          intruder()
              .replace("ALLOWED", "http://127.0.0.2:" + server.actualPort())
              .replace("PRIVATE", "127.0.0.1:" + tcp.getLocalPort())
              .replace("PORT", Integer.toString(tcp.getLocalPort()));

      Printed printed =
          printed(browsing, html, "http://127.0.0.2:" + server.actualPort() + "/page");

      assertThat(printed).isInstanceOf(Printed.Pdfs.class);
      assertThat(heard).isEmpty();
      assertThat(loot()).isEmpty();
      assertThat(allowed)
          .contains("/seen-by-fetch", "/worker.js", "/from-worker", "/redirect", "/entities.svg");
      assertThat(Browsing.text(printed))
          .contains("Page of an intruder", "tried 1")
          .doesNotContain("root:");
      assertThat(((Printed.Pdfs) printed).missing()).anyMatch(it -> it.contains("is refused"));
    }
    // Nor when the browser ends, which sends what waits for that.
    assertThat(heard).isEmpty();
  }

  private Printed printed(Browsing browsing, String html, String address) {
    EgressPolicy policy = new EgressPolicy(List.of("127.0.0.2"), false, List.of(443));
    VettedHttpClient outbound =
        new VettedHttpClient(
            browsing.vertx,
            policy,
            name -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
            new OutboundOptions(8, 64),
            rule -> {});
    RenderOptions options =
        Rendering.OPTIONS
            .between(
                Optional.of("<img src='http://127.0.0.1:" + tcp.getLocalPort() + "/header'>Head"),
                Optional.empty())
            .by(
                EngineOptions.STANDARD.waiting(
                    new Wait(false, Optional.empty(), Optional.of("window.done"), 1_000, 0)));
    Document document =
        new Document(List.of(new Part.Html(html)), options, new Destination.Hosted());
    DocumentSources sources =
        new SourceFetcher(
                outbound,
                (client, version) -> Future.failedFuture("no template"),
                (client, id, maxBytes) -> Future.failedFuture("no asset"),
                Rendering.LIMITS,
                new JobSources(1_000, 0))
            .open(Browsing.CLIENT, new JobId(new UUID(3, 3)), document);
    try {
      return await(
          browsing.begin(Browsing.CLIENT, Browsing.page(html, address), options, sources::browse));
    } finally {
      await(outbound.close());
    }
  }

  private void serve(HttpServerRequest request) {
    allowed.add(request.path());
    switch (request.path()) {
      case "/redirect" ->
          request.response().setStatusCode(302).putHeader("Location", request.getParam("to")).end();
      case "/worker.js" ->
          request
              .response()
              .putHeader("Content-Type", "text/javascript")
              .end(
                  "fetch('/from-worker').catch(() => 0);"
                      + "fetch('http://127.0.0.1:"
                      + tcp.getLocalPort()
                      + "/worker').catch(() => 0)");
      case "/entities.svg" ->
          request.response().putHeader("Content-Type", "image/svg+xml").end(entities());
      case "/transformed.xml" ->
          request
              .response()
              .putHeader("Content-Type", "text/xml")
              .end("<?xml-stylesheet type='text/xsl' href='/sheet.xsl'?><a/>");
      case "/sheet.xsl" ->
          request.response().putHeader("Content-Type", "text/xsl").end(styleSheet());
      default ->
          request
              .response()
              .putHeader(
                  "Link", "<http://127.0.0.1:" + tcp.getLocalPort() + "/h>; rel=preload; as=image")
              .putHeader("Content-Type", "text/html")
              .end("<p>allowed</p>");
    }
  }

  private String entities() {
    return "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>"
        + "<!ENTITY f SYSTEM 'http://127.0.0.1:%d/entity'>]>".formatted(tcp.getLocalPort())
        + "<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>&e;&f;</text></svg>";
  }

  private String styleSheet() {
    return "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
        + "<xsl:template match='/'><p><xsl:copy-of select=\"document('file:///etc/passwd')\"/>"
        + "<xsl:copy-of select=\"document('http://127.0.0.1:%d/by-xsl')\"/></p></xsl:template>"
            .formatted(tcp.getLocalPort())
        + "</xsl:stylesheet>";
  }

  /** What the page may have written beside the browser's own files. */
  private static List<Path> loot() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : Browsing.directories()) {
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(file -> file.getFileName().toString().contains("loot")).forEach(found::add);
      } catch (UncheckedIOException changing) {
        // The browser deletes some of its own meanwhile.
      }
    }
    return found;
  }

  private static String intruder() throws IOException {
    try (InputStream page = ClosedNetworkIT.class.getResourceAsStream("/browser/intruder.html")) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
