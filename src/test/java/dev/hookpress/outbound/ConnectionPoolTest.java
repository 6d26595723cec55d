package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.outbound.ConnectionPool.Key;
import dev.hookpress.outbound.ConnectionPool.Slot;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final Key KEY = key(1, "a.test");

  private final ConnectionPool pool = new ConnectionPool(2, 1, 3);
  private final List<RoundTrip> results = new ArrayList<>();

  private static Key key(int client, String host) {
    return new Key(new ClientId(new UUID(0, client)), true, host, 443, "");
  }

  /** A connection without a peer, and its channel. */
  private record Fake(EmbeddedChannel channel, ClientConnection connection) {}

  private static Fake fake(Duration keepAlive) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast("last", new ChannelInboundHandlerAdapter());
    return new Fake(
        channel,
        ClientConnection.on(
            channel, SocketAddress.inetSocketAddress(443, "192.0.2.1"), "last", keepAlive));
  }

  /** Sends a request and reads a response on it. */
  private void exchange(Fake fake, String response) {
    fake.connection()
        .send(
            new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
            ResponseBody.forTheLog(100),
            results::add);
    receive(fake, response);
  }

  private static void receive(Fake fake, String bytes) {
    fake.channel().writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }

  /** A used connection that may be reused. */
  private Fake used() {
    Fake fake = fake(Duration.ofMinutes(1));
    exchange(fake, OK);
    return fake;
  }

  private void keep(Key key, Fake fake) {
    pool.acquire(key, false);
    pool.release(key, Optional.of(fake.connection()));
  }

  @Test
  void aConnectionIsReusedForItsClientAndOriginOnly() {
    Fake one = used();
    keep(KEY, one);

    assertThat(pool.acquire(key(2, "a.test"), false).result().idle()).isEmpty();
    assertThat(pool.acquire(key(1, "b.test"), false).result().idle()).isEmpty();
    assertThat(pool.acquire(KEY, false).result().idle()).contains(one.connection());
    assertThat(pool.acquire(KEY, false).result().idle()).isEmpty();
  }

  @Test
  void aRequestForANewConnectionClosesTheIdleOnes() {
    Fake one = used();
    keep(KEY, one);

    assertThat(pool.acquire(KEY, true).result().idle()).isEmpty();
    assertThat(one.channel().isOpen()).isFalse();
    assertThat(pool.idleCount()).isZero();
  }

  @Test
  void connectionsAndWaitingRequestsAreBounded() {
    pool.acquire(KEY, false);
    pool.acquire(KEY, false);
    Future<Slot> waiting = pool.acquire(KEY, false);
    Future<Slot> oneTooMany = pool.acquire(KEY, false);
    assertThat(waiting.isComplete()).isFalse();
    assertThat(oneTooMany.cause()).isInstanceOf(ConnectionPool.Full.class);

    Fake one = used();
    pool.release(KEY, Optional.of(one.connection()));
    assertThat(waiting.result().idle()).contains(one.connection());
  }

  @Test
  void aCanceledWaitFreesItsPlace() {
    pool.acquire(KEY, false);
    pool.acquire(KEY, false);
    pool.abandon(KEY, pool.acquire(KEY, false));
    Future<Slot> next = pool.acquire(KEY, false);

    pool.release(KEY, Optional.empty());

    assertThat(next.succeeded()).isTrue();
  }

  @Test
  void idleConnectionsAreBoundedAndTheOldestIsClosedFirst() {
    List<Fake> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(used());
      keep(key(i, "a.test"), all.get(i));
    }

    assertThat(pool.idleCount()).isEqualTo(3);
    assertThat(all)
        .extracting(fake -> fake.channel().isOpen())
        .containsExactly(false, true, true, true);
  }

  @Test
  void aClientWithMoreThanItsShareOfTheIdleOnesClosesItsOwn() {
    Fake other = used();
    List<Fake> many = new ArrayList<>();
    ConnectionPool roomy = new ConnectionPool(8, 1, 3);
    roomy.acquire(key(2, "a.test"), false);
    roomy.release(key(2, "a.test"), Optional.of(other.connection()));
    for (int i = 0; i < 4; i++) {
      roomy.acquire(KEY, false);
      many.add(used());
    }

    many.forEach(fake -> roomy.release(KEY, Optional.of(fake.connection())));

    assertThat(roomy.idleCount()).isEqualTo(3);
    assertThat(other.channel().isOpen()).isTrue();
    assertThat(many)
        .extracting(fake -> fake.channel().isOpen())
        .containsExactly(false, false, true, true);
  }

  @Test
  void idleConnectionsExpire() {
    Fake fake = fake(Duration.ZERO);
    exchange(fake, OK);
    keep(KEY, fake);
    assertThat(fake.channel().isOpen()).isFalse();

    Fake other = used();
    keep(KEY, other);
    other.channel().close();
    pool.sweep();
    assertThat(pool.idleCount()).isZero();
  }

  @Test
  void unexpectedBytesCloseAnIdleConnectionAndMarkItsOrigin() {
    Fake fake = used();
    keep(KEY, fake);

    receive(fake, "{}");
    assertThat(fake.channel().isOpen()).isFalse();
    pool.sweep();

    assertThat(pool.distrusts(KEY)).isTrue();
    Fake next = used();
    keep(KEY, next);
    assertThat(next.channel().isOpen()).isFalse();
    assertThat(pool.distrusts(key(2, "a.test"))).isFalse();
  }

  @Test
  void bytesAfterAResponseCloseItsConnection() {
    Fake fake = fake(Duration.ofMinutes(1));
    exchange(fake, OK + OK);

    assertThat(results)
        .singleElement()
        .isInstanceOfSatisfying(
            RoundTrip.Responded.class, responded -> assertThat(responded.reusable()).isFalse());
    assertThat(fake.channel().isOpen()).isFalse();
  }

  @Test
  void aClosedPoolGrantsNothing() {
    Fake fake = used();
    keep(KEY, fake);
    pool.close();

    assertThat(fake.channel().isOpen()).isFalse();
    assertThat(pool.acquire(KEY, false).failed()).isTrue();
  }
}
