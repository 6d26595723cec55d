package dev.hookpress.mail;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An SMTP server on loopback whose replies the test sets, wrong ones included. */
final class ScriptedRelay implements AutoCloseable {
  private static final Map<String, String> POLITE =
      Map.of(
          "GREETING", "220 relay.test",
          "EHLO", "250-relay.test\r\n250-PIPELINING\r\n250 8BITMIME",
          "MAIL", "250 2.1.0 sender ok",
          "RCPT", "250 2.1.5 recipient ok",
          "DATA", "354 go on",
          "END", "250 2.0.0 queued",
          "RSET", "250 2.0.0 ok",
          "QUIT", "221 2.0.0 bye",
          "STARTTLS", "220 2.0.0 go on");

  private final Vertx vertx;
  private final NetServer server;
  private final Map<String, String> replies = new ConcurrentHashMap<>(POLITE);
  private final Map<String, Consumer<NetSocket>> actions = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger maxOpen = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Promise<Void> firstClosed = Promise.promise();

  /** Starts a relay that accepts every e-mail until a test sets other replies. */
  ScriptedRelay(Vertx vertx, Optional<PfxOptions> certificate, boolean tlsFromTheStart)
      throws Exception {
    this.vertx = vertx;
    NetServerOptions options =
        new NetServerOptions().setHost("127.0.0.1").setPort(0).setSsl(tlsFromTheStart);
    certificate.ifPresent(options::setKeyCertOptions);
    this.server =
        vertx
            .createNetServer(options)
            .connectHandler(this::serve)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  /**
   * Sets the reply to a command.
   *
   * @param verb or {@code GREETING}, or {@code END} for the end of the mail
   * @param reply empty for silence
   */
  ScriptedRelay answer(String verb, String reply) {
    actions.remove(verb);
    replies.put(verb, reply);
    return this;
  }

  /** Sets what to do at a command, in place of a reply. */
  ScriptedRelay act(String verb, Consumer<NetSocket> action) {
    actions.put(verb, action);
    return this;
  }

  int port() {
    return server.actualPort();
  }

  /** Every command line and line of mail, in order. */
  List<String> heard() {
    return heard;
  }

  /** The command lines alone, in order. */
  List<String> commands() {
    return commands;
  }

  int maxOpen() {
    return maxOpen.get();
  }

  /** How many connections have been made. */
  int connections() {
    return connections.get();
  }

  /** Completes when a connection has been closed. */
  Future<Void> firstClosed() {
    return firstClosed.future();
  }

  /** Closes every open connection. */
  Future<Void> closeConnections() {
    return Future.all(open.stream().map(NetSocket::close).toList()).mapEmpty();
  }

  private void serve(NetSocket socket) {
    connections.incrementAndGet();
    open.add(socket);
    maxOpen.accumulateAndGet(open.size(), Math::max);
    socket.closeHandler(
        closed -> {
          open.remove(socket);
          firstClosed.tryComplete();
        });
    socket.exceptionHandler(broken -> {});
    boolean[] inMail = {false};
    RecordParser lines =
        RecordParser.newDelimited(
            "\r\n",
            line -> {
              String text = line.toString();
              heard.add(text);
              if (inMail[0] && !text.equals(".")) {
                return;
              }
              commands.add(text);
              String verb = inMail[0] ? "END" : verb(text);
              String reply = replies.getOrDefault(verb, "500 5.5.1 what?");
              inMail[0] = verb.equals("DATA") && reply.startsWith("354");
              answer(socket, verb, reply);
            });
    socket.handler(lines);
    answer(socket, "GREETING", replies.get("GREETING"));
  }

  private void answer(NetSocket socket, String verb, String reply) {
    if (actions.containsKey(verb)) {
      actions.get(verb).accept(socket);
      return;
    }
    if (verb.equals("STARTTLS") && reply.startsWith("2")) {
      startTls(socket, reply);
      return;
    }
    write(socket, reply);
    if (verb.equals("QUIT")) {
      socket.close();
    }
  }

  /** Reads nothing more until the TLS handler is in place, since TLS follows. */
  private void startTls(NetSocket socket, String reply) {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.config().setAutoRead(false);
    write(socket, reply);
    socket.upgradeToSsl();
    vertx.setPeriodic(
        1,
        timer -> {
          if (channel.pipeline().get(SslHandler.class) != null || !channel.isOpen()) {
            vertx.cancelTimer(timer);
            channel.config().setAutoRead(true);
          }
        });
  }

  private static String verb(String line) {
    return line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
  }

  private static void write(NetSocket socket, String reply) {
    if (!reply.isEmpty()) {
      socket.write(Buffer.buffer(reply + "\r\n"));
    }
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
