package dev.hookpress.mail;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay on loopback that answers as it is told to, as no well-behaved server would. */
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
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  /** Answers politely until told otherwise. */
  ScriptedRelay(Vertx vertx, Optional<PfxOptions> certificate) throws Exception {
    this.vertx = vertx;
    NetServerOptions options = new NetServerOptions().setHost("127.0.0.1").setPort(0);
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
   * What it answers to a command from now on.
   *
   * @param verb or {@code GREETING}, or {@code END} for the end of the mail
   * @param reply empty for silence
   */
  ScriptedRelay answerWriter(String verb, String reply) {
    replies.put(verb, reply);
    return this;
  }

  int port() {
    return server.actualPort();
  }

  /** Every command line and line of mail, in order. */
  List<String> heard() {
    return heard;
  }

  int mostOpen() {
    return mostOpen.get();
  }

  private void serve(NetSocket socket) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    socket.closeHandler(closed -> open.decrementAndGet());
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
              String verb = inMail[0] ? "END" : verb(text);
              String reply = replies.getOrDefault(verb, "500 5.5.1 what?");
              inMail[0] = verb.equals("DATA") && reply.startsWith("354");
              answer(socket, verb, reply);
            });
    socket.handler(lines);
    write(socket, replies.get("GREETING"));
  }

  private void answer(NetSocket socket, String verb, String reply) {
    if (verb.equals("STARTTLS") && reply.startsWith("2")) {
      startTls(socket, reply);
      return;
    }
    write(socket, reply);
    if (verb.equals("QUIT")) {
      socket.close();
    }
  }

  /** What the client says next is TLS: it stays unread until that is understood here. */
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
