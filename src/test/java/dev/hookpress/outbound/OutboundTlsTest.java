package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
  void refusesACertificateThatNobodyVouchesFor() {
    HttpServer server = listen(tls(), request -> request.response().end());

    ExchangeResult.Failed failed = failed(door(localhost()).send(get(https(server))));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TLS_FAILED);
    assertThat(failed.message()).contains(NAME);
    assertThat(failed.address()).isEqualTo("127.0.0.1");
  }

  @Test
  void refusesACertificateForAnotherName() {
    HttpServer server = listen(tls(), request -> request.response().end());
    URI uri = URI.create("https://other.example.test:" + server.actualPort() + "/");

    ExchangeResult.Failed failed = failed(trusting().send(get(uri)));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TLS_FAILED);
    assertThat(failed.message()).contains("other.example.test");
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsATlsFailure() {
    HttpServer server = serve(request -> request.response().end());

    assertThat(failed(trusting().send(get(https(server)))).kind())
        .isEqualTo(ExchangeResult.Kind.TLS_FAILED);
  }

  private VettedHttpClient trusting() {
    OutboundOptions options =
        new OutboundOptions(4, 16, PATIENCE, PATIENCE, Optional.of(certificate));
    return door(localhost(), options);
  }

  private static HttpServerOptions tls() {
    return new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate);
  }

  private static URI https(HttpServer server) {
    return URI.create("https://" + NAME + ":" + server.actualPort() + "/");
  }
}
