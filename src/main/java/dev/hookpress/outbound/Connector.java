package dev.hookpress.outbound;

import dev.hookpress.job.EndpointAuth;
import io.netty.channel.Channel;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** Opens connections to vetted addresses, through the egress proxy if there is one. */
final class Connector {
  /** The name of Vert.x' own handler at the end of a channel's pipeline. */
  private static final String VERTX_HANDLER = "handler";

  private final NetClient client;
  private final ServerTls tls;
  private final OutboundOptions options;

  Connector(Vertx vertx, OutboundOptions options) {
    this.options = options;
    NetClientOptions clientOptions = new NetClientOptions().setTcpNoDelay(true);
    options.proxy().map(this::proxyOptions).ifPresent(clientOptions::setProxyOptions);
    this.client = vertx.createNetClient(clientOptions);
    this.tls = new ServerTls(options.trusted());
  }

  /**
   * Opens a connection to one of the origin's addresses.
   *
   * @param server the index of the address
   * @param left the time until the request's deadline, which bounds connecting and the TLS
   *     handshake
   * @param certificate presented if the receiver asks for one
   */
  Future<ClientConnection> connect(
      Route.Open route, int server, Duration left, Optional<EndpointAuth.MutualTls> certificate) {
    Duration limit = limit(left);
    SocketAddress address = route.servers().get(server);
    ConnectOptions where =
        new ConnectOptions()
            .setRemoteAddress(address)
            .setTimeout(Math.toIntExact(limit.toMillis()));
    return client
        .connect(where)
        .recover(failure -> Future.failedFuture(unreached(failure)))
        .compose(socket -> secured((NetSocketInternal) socket, route, address, limit, certificate));
  }

  /**
   * Attributes the failure to the proxy if there is one, since it is the proxy that refused the
   * connection.
   */
  private Throwable unreached(Throwable failure) {
    boolean ofTheProxy = options.proxy().isPresent() && !(failure instanceof ProxyConnectException);
    return ofTheProxy ? new ProxyConnectException("it is away", failure) : failure;
  }

  private Future<ClientConnection> secured(
      NetSocketInternal socket,
      Route.Open route,
      SocketAddress address,
      Duration limit,
      Optional<EndpointAuth.MutualTls> certificate) {
    // The pipeline reports failures; without a handler Vert.x logs them as well.
    socket.exceptionHandler(failure -> {});
    Channel channel = socket.channelHandlerContext().channel();
    Promise<ClientConnection> ready = Promise.promise();
    Runnable begin =
        () -> {
          ClientConnection connection =
              ClientConnection.on(channel, address, VERTX_HANDLER, options.keepAlive());
          if (!route.target().tls()) {
            ready.complete(connection);
            return;
          }
          SslHandler handler;
          try {
            handler = tls.handler(route.target(), limit, certificate);
          } catch (GeneralSecurityException unusable) {
            channel.close();
            ready.fail(
                new CertificateProblem("the endpoint's own certificate cannot be used", unusable));
            return;
          }
          channel.pipeline().addFirst("tls", handler);
          handler
              .handshakeFuture()
              .addListener(
                  shake -> {
                    if (shake.isSuccess()) {
                      ready.complete(connection);
                    } else {
                      channel.close();
                      ready.fail(shake.cause());
                    }
                  });
        };
    if (channel.eventLoop().inEventLoop()) {
      begin.run();
    } else {
      channel.eventLoop().execute(begin);
    }
    return ready.future();
  }

  private Duration limit(Duration left) {
    Duration least = Duration.ofMillis(1);
    Duration shorter =
        left.compareTo(options.connectTimeout()) < 0 ? left : options.connectTimeout();
    return shorter.compareTo(least) < 0 ? least : shorter;
  }

  private ProxyOptions proxyOptions(EgressProxy proxy) {
    ProxyOptions proxyOptions =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(proxy.host())
            .setPort(proxy.port())
            .setConnectTimeout(options.connectTimeout());
    proxy
        .login()
        .ifPresent(login -> proxyOptions.setUsername(login.user()).setPassword(login.password()));
    return proxyOptions;
  }

  Future<Void> close() {
    return client.close();
  }
}
