package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Uses a proxy that knows only CONNECT. */
class EgressProxyTest extends OutboundFixture {
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;

  private final NetServer proxy =
      vertx
          .createNetServer()
          .connectHandler(socket -> socket.handler(head -> answer(socket, head)))
          .listen(0, "127.0.0.1")
          .await();

  private void answer(NetSocket socket, Buffer head) {
    asked.add(head.toString());
    if (status != 200) {
      socket.end(Buffer.buffer("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"));
      return;
    }
    String[] target = head.toString().split(" ")[1].split(":");
    socket.pause();
    vertx
        .createNetClient()
        .connect(Integer.parseInt(target[1]), target[0])
        .onSuccess(
            there -> {
              socket.write("HTTP/1.1 200 OK\r\n\r\n");
              socket.handler(there::write);
              there.handler(socket::write);
              socket.closeHandler(closed -> there.close());
              there.closeHandler(closed -> socket.close());
              socket.resume();
            });
  }

  private OutboundClient client(Optional<EgressProxy.Login> login) {
    return outboundClient(
        localhost(),
        new OutboundOptions(
            4,
            16,
            Duration.ofSeconds(5),
            PATIENCE,
            List.of(),
            Optional.of(new EgressProxy("127.0.0.1", proxy.actualPort(), login))));
  }

  @Test
  void theProxyConnectsToTheCheckedAddress() {
    HttpServer server = serve(request -> request.response().end("through"));
    OutboundClient client = client(Optional.of(new EgressProxy.Login("me", "s3cret")));

    assertThat(answered(client.send(get(http(server)))).body()).hasToString("through");
    assertThat(answered(client.send(get(http(server)))).address()).isEqualTo("127.0.0.1");

    assertThat(asked).hasSize(1);
    assertThat(asked.peek())
        .startsWith("CONNECT 127.0.0.1:" + server.actualPort() + " HTTP/1.1\r\n")
        .containsIgnoringCase("proxy-authorization: Basic bWU6czNjcmV0");
  }

  @Test
  void theProxyIsNotAskedForForbiddenAddresses() {
    ExchangeResult refused =
        await(client(Optional.empty()).send(get(URI.create("https://10.0.0.1/"))));

    assertThat(refused).isInstanceOf(ExchangeResult.Refused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void aRejectingProxyIsAnInternalError() {
    HttpServer server = serve(request -> request.response().end());
    status = 407;

    ExchangeResult.Failed failed = failed(client(Optional.empty()).send(get(http(server))));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.INTERNAL);
    assertThat(failed.message()).isEqualTo("the egress proxy does not serve us (status 407)");
  }

  @Test
  void aReceiverTheProxyCannotReachIsTheReceiversFailure() {
    HttpServer server = serve(request -> request.response().end());
    status = 502;

    ExchangeResult.Failed failed = failed(client(Optional.empty()).send(get(http(server))));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.CONNECT_FAILED);
    assertThat(failed.message()).contains("the egress proxy could not reach it (status 502)");
  }

  @Test
  void anUnavailableProxyIsAnInternalError() {
    HttpServer server = serve(request -> request.response().end());
    await(proxy.close());

    assertThat(failed(client(Optional.empty()).send(get(http(server)))).kind())
        .isEqualTo(ExchangeResult.Kind.INTERNAL);
  }
}
