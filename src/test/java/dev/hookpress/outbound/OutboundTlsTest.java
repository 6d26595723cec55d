package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundTlsTest extends OutboundFixture {
  private static PfxOptions certificate;

  @BeforeAll
  static void makeCertificate() throws IOException, InterruptedException {
    certificate = TestCertificate.forName(NAME);
  }

  @Test
  void keepsHostAndServerNameWhenItConnectsToTheAddress() {
    AtomicReference<String> indicated = new AtomicReference<>();
    AtomicReference<String> host = new AtomicReference<>();
    HttpServer server =
        listen(
            tls().setSni(true),
            request -> {
              indicated.set(request.connection().indicatedServerName());
              host.set(request.getHeader("Host"));
              request.response().end("ok");
            });

    ExchangeResult.Answered answer = answered(trusting().send(get(https(server))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(indicated).hasValue(NAME);
    assertThat(host).hasValue(NAME + ":" + server.actualPort());
  }

  @Test
  void anAuthorityFromAPemFileIsTrusted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("authorities.pem");
    Files.writeString(file, TrustedCertificatesTest.pem(TestCertificate.certificate(certificate)));
    HttpServer server = listen(tls(), request -> request.response().end("ok"));
    OutboundOptions options =
        new OutboundOptions(
            4, 16, PATIENCE, PATIENCE, TrustedCertificates.read(List.of(file)), Optional.empty());

    ExchangeResult.Answered answer =
        answered(outboundClient(localhost(), options).send(get(https(server))));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void rejectsACertificateOfAnUnknownAuthority() {
    HttpServer server = listen(tls(), request -> request.response().end());

    ExchangeResult.Failed failed = failed(outboundClient(localhost()).send(get(https(server))));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TLS_FAILED);
    assertThat(failed.message())
        .isEqualTo(
            "no secure connection to "
                + NAME
                + ": its certificate is signed by itself and not trusted here");
    assertThat(failed.address()).isEqualTo("127.0.0.1");
  }

  @Test
  void rejectsACertificateForAnotherName() {
    HttpServer server = listen(tls(), request -> request.response().end());
    URI uri = URI.create("https://other.example.test:" + server.actualPort() + "/");

    ExchangeResult.Failed failed = failed(trusting().send(get(uri)));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TLS_FAILED);
    assertThat(failed.message())
        .isEqualTo(
            "no secure connection to other.example.test: its certificate is for another name");
  }

  @Test
  void aServerWithoutTlsIsATlsFailure() {
    HttpServer server = serve(request -> request.response().end());

    ExchangeResult.Failed failed = failed(trusting().send(get(https(server))));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TLS_FAILED);
    assertThat(failed.message())
        .isEqualTo("no secure connection to " + NAME + ": it does not speak TLS");
  }

  @ParameterizedTest
  @CsvSource({"-60d, expired at", "+30d, is not valid before"})
  void anExpiredCertificateIsReportedWithItsDate(String from, String words) throws Exception {
    PfxOptions other = TestCertificate.forName(NAME, from);
    HttpServer server =
        listen(
            new HttpServerOptions().setSsl(true).setKeyCertOptions(other),
            request -> request.response().end());

    ExchangeResult.Failed failed = failed(outboundClient(localhost()).send(get(https(server))));

    X509Certificate shown = TestCertificate.certificate(other);
    Instant when = (from.startsWith("-") ? shown.getNotAfter() : shown.getNotBefore()).toInstant();
    assertThat(failed.message())
        .isEqualTo("no secure connection to " + NAME + ": its certificate " + words + " " + when);
  }

  @Test
  void aConnectionClosedDuringTheHandshakeIsATlsFailure() {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(hello -> socket.close()))
            .listen(0, "127.0.0.1")
            .await();
    URI uri = URI.create("https://" + NAME + ":" + server.actualPort() + "/");

    ExchangeResult.Failed failed = failed(trusting().send(get(uri)));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TLS_FAILED);
    assertThat(failed.message()).contains("during the TLS handshake");
  }

  @Test
  void aNameWithAnUnderscoreIsIndicatedAsItIs() {
    // The JDK's own servers take no such name, so the first bytes are looked at alone.
    Promise<Buffer> hello = Promise.promise();
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(hello::tryComplete))
            .listen(0, "127.0.0.1")
            .await();
    outboundClient(localhost())
        .send(get(URI.create("https://my_hooks.example.test:" + server.actualPort() + "/")));

    assertThat(await(hello.future()).toString(StandardCharsets.ISO_8859_1))
        .contains("my_hooks.example.test");
  }

  @ParameterizedTest
  @CsvSource({
    "*.example.test, my_hooks.example.test, true",
    "*.example.test, MY_hooks.Example.test, true",
    "*.example.test, a.my_hooks.example.test, false",
    "*.example.test, my_hooks.other.test, false",
    "*.example.test, example.test, false",
    "hooks.example.test, my_hooks.example.test, false"
  })
  void aCertificateForANameWithAnUnderscoreIsCheckedHere(
      String certified, String host, boolean covers) throws Exception {
    X509Certificate shown = TestCertificate.certificate(TestCertificate.forName(certified));

    assertThat(HostNames.covers(shown, host)).isEqualTo(covers);
  }

  private VettedHttpClient trusting() {
    OutboundOptions options =
        new OutboundOptions(
            4,
            16,
            PATIENCE,
            PATIENCE,
            List.of(TestCertificate.certificate(certificate)),
            Optional.empty());
    return outboundClient(localhost(), options);
  }

  private static HttpServerOptions tls() {
    return new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate);
  }

  private static URI https(HttpServer server) {
    return URI.create("https://" + NAME + ":" + server.actualPort() + "/");
  }
}
