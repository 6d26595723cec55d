package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceTest {
  @ParameterizedTest
  @CsvSource({
    "200, Content-Length: 0, true",
    "200, Content-Length: 12, true",
    "200, Transfer-Encoding: chunked, true",
    "200, '', false",
    "200, 'Transfer-Encoding: gzip, chunked', false",
    "200, 'Content-Length: 0|Connection: close', false",
    "200, 'Content-Length: 0|Connection: keep-alive, Close', false",
    "200, 'Content-Length: 0|Connection: keep-alive', true",
    "200, 'Content-Length: 0|Connection: upgrade', false",
    "204, '', true",
    "204, Content-Length: 0, true",
    "204, Content-Length: 2, false",
    "204, Transfer-Encoding: chunked, false",
    "205, '', false",
    "205, Content-Length: 0, true",
    "304, '', true",
    "304, Content-Length: 2, false"
  })
  void onlyAResponseOfCertainLengthKeepsItsConnection(
      int status, String headers, boolean persists) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    for (String header : headers.split("\\|")) {
      if (!header.isEmpty()) {
        head.headers().add(header.split(": ")[0], header.split(": ")[1]);
      }
    }

    assertThat(Persistence.persists(head, false)).isEqualTo(persists);
    assertThat(Persistence.persists(head, true)).isFalse();
    head.setProtocolVersion(HttpVersion.HTTP_1_0);
    assertThat(Persistence.persists(head, false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "timeout=5, 4000",
    "'max=100, Timeout = 3', 2000",
    "timeout=1, 0",
    "timeout=0, 0",
    "timeout=999999999, 15000",
    "timeout=-1, 15000",
    "nonsense, 15000",
    "'', 15000",
    ", 15000"
  })
  void aShorterKeepAliveOfTheReceiverIsObeyed(String header, long millis) {
    assertThat(Persistence.idleTime(header, Duration.ofSeconds(15)))
        .isEqualTo(Duration.ofMillis(millis));
  }
}
