package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses a name server that knows only two.example.test. */
class DnsResolverTest {
  private static final int QUESTION_OFFSET = 12;
  private static final int TYPE_A = 1;
  private static final int TYPE_AAAA = 28;

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private Vertx vertx;
  private DatagramSocket nameServer;
  private DnsResolver resolver;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    nameServer = vertx.createDatagramSocket();
    nameServer.handler(this::answer);
    nameServer.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    int port = nameServer.localAddress().port();
    resolver = new DnsResolver(new InetSocketAddress("127.0.0.1", port));
  }

  @AfterEach
  void stop() throws Exception {
    resolver.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void findsEveryAddressOfBothFamilies() throws Exception {
    assertThat(resolve("two.example.test"))
        .extracting(InetAddress::getHostAddress)
        .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2", "2001:db8:0:0:0:0:0:1");
  }

  @Test
  void asksForTheNameWithoutSearchDomains() throws Exception {
    assertThat(resolve("unknown.example.test")).isEmpty();

    assertThat(asked).isNotEmpty().containsOnly("unknown.example.test");
  }

  @Test
  void readsTheHostsFile() throws Exception {
    assertThat(resolve("localhost")).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    assertThat(asked).isEmpty();
  }

  @Test
  void remembersNothing() throws Exception {
    resolve("two.example.test");
    int before = asked.size();
    resolve("two.example.test");

    assertThat(asked).hasSize(2 * before);
  }

  private List<InetAddress> resolve(String name) throws Exception {
    return resolver.resolve(name).await(20, TimeUnit.SECONDS);
  }

  private void answer(DatagramPacket packet) {
    Buffer query = packet.data();
    StringBuilder name = new StringBuilder();
    int at = QUESTION_OFFSET;
    while (query.getByte(at) != 0) {
      int length = query.getByte(at);
      name.append(name.isEmpty() ? "" : ".")
          .append(query.getString(at + 1, at + 1 + length, StandardCharsets.US_ASCII.name()));
      at += length + 1;
    }
    asked.add(name.toString());
    int type = query.getUnsignedShort(at + 1);
    List<byte[]> addresses =
        !name.toString().equals("two.example.test")
            ? List.of()
            : switch (type) {
              case TYPE_A ->
                  List.of(new byte[] {(byte) 192, 0, 2, 1}, new byte[] {(byte) 192, 0, 2, 2});
              case TYPE_AAAA ->
                  List.of(
                      new byte[] {0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
              default -> List.of();
            };
    Buffer reply =
        Buffer.buffer()
            .appendUnsignedShort(query.getUnsignedShort(0))
            .appendUnsignedShort(addresses.isEmpty() ? 0x8183 : 0x8180)
            .appendUnsignedShort(1)
            .appendUnsignedShort(addresses.size())
            .appendUnsignedShort(0)
            .appendUnsignedShort(0)
            .appendBuffer(query.getBuffer(QUESTION_OFFSET, at + 5));
    for (byte[] address : addresses) {
      reply
          .appendUnsignedShort(0xc000 | QUESTION_OFFSET)
          .appendUnsignedShort(type)
          .appendUnsignedShort(1)
          .appendUnsignedInt(60)
          .appendUnsignedShort(address.length)
          .appendBytes(address);
    }
    nameServer.send(reply, packet.sender().port(), packet.sender().host());
  }
}
