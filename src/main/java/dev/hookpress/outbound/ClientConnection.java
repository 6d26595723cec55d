package dev.hookpress.outbound;

import dev.hookpress.outbound.RoundTrip.Broken;
import dev.hookpress.outbound.RoundTrip.Reason;
import dev.hookpress.outbound.RoundTrip.Responded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * One connection to a receiver. It carries one request at a time, and is reused only after exactly
 * one complete final response with no bytes after it; in every other case it closes itself.
 *
 * <p>All state belongs to the connection's event loop. {@link #send}, {@link #expire} and {@link
 * #close} may be called from any thread.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  /** How long reading a body for the log alone may take after the head. */
  static final Duration LOG_BODY_TIME = Duration.ofSeconds(1);

  /** Real servers send one or two; each is cheap, and the deadline bounds their total time. */
  private static final int MAX_INTERIM = 50;

  private final ResponseDecoder decoder = new ResponseDecoder();
  private final Duration keepAlive;
  private final Channel channel;
  private final SocketAddress server;
  private ChannelHandlerContext ctx;
  private volatile int requests;
  private volatile boolean headSeen;
  private volatile boolean misbehaved;
  private volatile long reusableUntilNanos;

  private Consumer<RoundTrip> listener;
  private ResponseBody wanted;
  private ChannelFuture written;
  private HttpResponse head;
  private ByteBuf body;
  private int interim;
  private boolean complete;
  private boolean truncated;
  private boolean excess;
  private Future<?> bodyTimer;

  private ClientConnection(Channel channel, SocketAddress server, Duration keepAlive) {
    this.channel = channel;
    this.server = server;
    this.keepAlive = keepAlive;
  }

  /**
   * Wraps a connected channel; call on the channel's event loop.
   *
   * @param server the address that it is connected to
   * @param last the name of the handler that this one is inserted before
   * @param keepAlive how long it may be idle, unless the receiver announces a shorter time
   */
  static ClientConnection on(
      Channel channel, SocketAddress server, String last, Duration keepAlive) {
    ClientConnection connection = new ClientConnection(channel, server, keepAlive);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addBefore(last, "request-encoder", new HttpRequestEncoder());
    pipeline.addBefore(last, "response-decoder", connection.decoder);
    pipeline.addBefore(last, "connection", connection);
    return connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
  }

  /** The receiver's address, also if the connection goes through the egress proxy. */
  SocketAddress server() {
    return server;
  }

  /** Whether the connection is open. */
  boolean isOpen() {
    return channel.isActive();
  }

  /** Whether it has carried a request before the current or next one. */
  boolean used() {
    return requests > 0;
  }

  /** Whether the head of the final response has arrived. */
  boolean headSeen() {
    return headSeen;
  }

  /** Whether unexpected bytes arrived after the end of a response. */
  boolean misbehaved() {
    return misbehaved;
  }

  /** The time until which it may be reused, by {@link System#nanoTime()}. */
  long reusableUntilNanos() {
    return reusableUntilNanos;
  }

  /**
   * Sends a request.
   *
   * @param wantedBody how much of the response's body is read, and why
   * @param done called once, on the connection's event loop
   */
  void send(FullHttpRequest request, ResponseBody wantedBody, Consumer<RoundTrip> done) {
    onEventLoop(() -> begin(request, wantedBody, done));
  }

  /** Ends the current request at its deadline, with what has arrived so far. */
  void expire() {
    onEventLoop(
        () -> {
          if (listener != null) {
            lost(Reason.EXPIRED);
          }
        });
  }

  /** Closes the connection, aborting a current request. */
  void close() {
    channel.close();
  }

  private void onEventLoop(Runnable step) {
    if (channel.eventLoop().inEventLoop()) {
      step.run();
    } else {
      channel.eventLoop().execute(step);
    }
  }

  private void begin(FullHttpRequest request, ResponseBody wantedBody, Consumer<RoundTrip> done) {
    if (!channel.isActive() || listener != null || excess) {
      request.release();
      channel.close();
      done.accept(new Broken(Reason.NOT_SENT, false));
      return;
    }
    listener = done;
    wanted = wantedBody;
    head = null;
    headSeen = false;
    body = Unpooled.EMPTY_BUFFER;
    interim = 0;
    complete = false;
    truncated = false;
    decoder.expect(request.method() == HttpMethod.HEAD);
    written = ctx.writeAndFlush(request);
    requests++;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message == ResponseDecoder.EXCESS) {
        excess = true;
        misbehaved |= listener == null;
      } else if (message instanceof HttpResponse response) {
        readHead(response);
      } else if (message instanceof HttpContent content) {
        readContent(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /**
   * Ends a response once all received bytes are read: only then is it known whether more follow.
   */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (listener == null) {
      if (excess) {
        channel.close();
      }
    } else if (complete) {
      respond();
    } else if (head != null && !wanted.needed() && bodyTimer == null) {
      bodyTimer =
          channel
              .eventLoop()
              .schedule(this::expire, LOG_BODY_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }
    context.fireChannelReadComplete();
  }

  private void readHead(HttpResponse response) {
    if (listener == null) {
      return;
    }
    int status = response.status().code();
    if (response.decoderResult().isFailure()) {
      lost(reason(response.decoderResult().cause()));
    } else if (response.protocolVersion().majorVersion() != 1) {
      lost(Reason.OTHER_VERSION);
    } else if (status < 100 || status > 599) {
      lost(Reason.NOT_HTTP);
    } else if (ResponseDecoder.isFinal(response.status())) {
      head = response;
      headSeen = true;
      if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
        complete = true;
        respond();
      }
    } else if (++interim > MAX_INTERIM) {
      lost(Reason.ENDLESS_INTERIM);
    }
  }

  private static Reason reason(Throwable undecodable) {
    if (undecodable instanceof TooLongHttpHeaderException) {
      return Reason.HEAD_TOO_LARGE;
    }
    return undecodable instanceof PrematureChannelClosureException
        ? Reason.CLOSED
        : Reason.NOT_HTTP;
  }

  private void readContent(HttpContent content) {
    // Without a final head it is the empty end of an interim response.
    if (listener == null || head == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      lost(Reason.NOT_HTTP);
      return;
    }
    int room = wanted.maxBytes() - body.readableBytes();
    ByteBuf piece = content.content();
    if (piece.isReadable()) {
      if (body == Unpooled.EMPTY_BUFFER) {
        body = Unpooled.buffer(Math.min(room, piece.readableBytes()));
      }
      truncated = piece.readableBytes() > room;
      body.writeBytes(piece, Math.min(room, piece.readableBytes()));
    }
    complete = content instanceof LastHttpContent;
    if (truncated) {
      respond();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (listener != null) {
      lost(Reason.CLOSED);
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (listener != null) {
      boolean refused =
          cause.getCause() instanceof SSLException && requests == 1 && !decoder.bytesSeen();
      lost(refused ? Reason.TLS_ALERT : Reason.CLOSED);
    }
    channel.close();
  }

  /**
   * Ends the request after the connection is lost. If the head alone decides the result, the
   * response stands without the rest of its body.
   */
  private void lost(Reason reason) {
    if (head != null && (complete || !wanted.needed())) {
      truncated |= !complete;
      complete = false;
      respond();
      return;
    }
    misbehaved |= reason == Reason.NOT_HTTP && requests > 1;
    boolean begun = reason == Reason.NOT_HTTP ? decoder.statusLineSeen() : decoder.bytesSeen();
    end(new Broken(reason, begun));
    channel.close();
  }

  private void respond() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (Map.Entry<String, String> header : head.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    boolean reusable =
        complete
            && !truncated
            && !excess
            && channel.isActive()
            && written.isSuccess()
            && Persistence.persists(head, decoder.ambiguousLength());
    reusableUntilNanos =
        System.nanoTime()
            + Persistence.idleTime(head.headers().get("keep-alive"), keepAlive).toNanos();
    if (!reusable) {
      channel.close();
    }
    end(
        new Responded(
            head.status().code(), headers, BufferInternal.buffer(body), truncated, reusable));
  }

  private void end(RoundTrip result) {
    Consumer<RoundTrip> done = listener;
    listener = null;
    if (bodyTimer != null) {
      bodyTimer.cancel(false);
      bodyTimer = null;
    }
    done.accept(result);
  }
}
