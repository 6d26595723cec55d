package dev.hookpress.support;

import dev.hookpress.support.RawReceiver.Peer;
import java.util.function.BiConsumer;

/**
 * What receivers do to a message. Each answer names the message that it answers in {@code
 * x-answers}; one that nobody asked for names {@code nobody}.
 */
public enum Misbehaviour {
  ANSWERS_WELL(
      true, (id, peer) -> peer.write(head(200, id, "Content-Length: 14") + Misbehaviour.ACK)),
  NO_CONTENT(true, (id, peer) -> peer.write(head(204, id))),
  REJECTS(false, (id, peer) -> peer.write(head(500, id, "Content-Length: 0"))),
  IS_GONE(false, (id, peer) -> peer.write(head(410, id, "Content-Length: 0"))),
  REDIRECTS(
      false, (id, peer) -> peer.write(head(302, id, "Location: /elsewhere", "Content-Length: 0"))),
  INTERIM_THEN_WELL(
      true,
      (id, peer) -> {
        peer.write("HTTP/1.1 102 Processing\r\n\r\n");
        peer.later(20, () -> peer.write(head(200, id, "Content-Length: 14") + Misbehaviour.ACK));
      }),
  INTERIM_THEN_REJECTS(
      false,
      (id, peer) -> {
        peer.write("HTTP/1.1 102 Processing\r\nx-answers: nobody\r\n\r\n");
        peer.later(20, () -> peer.write(head(500, id, "Content-Length: 0")));
      }),
  MANY_INTERIM_THEN_WELL(
      true,
      (id, peer) ->
          peer.write(
              "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                  + "HTTP/1.1 199 Whatever\r\n\r\n"
                  + head(200, id, "Content-Length: 14")
                  + Misbehaviour.ACK)),
  INTERIM_THEN_SILENT(false, (id, peer) -> peer.write("HTTP/1.1 102 Processing\r\n\r\n")),
  INTERIM_THEN_CLOSES(false, (id, peer) -> peer.write("HTTP/1.1 102 Processing\r\n\r\n").close()),
  INTERIM_FOR_EVER(false, (id, peer) -> peer.write("HTTP/1.1 102 Processing\r\n\r\n".repeat(200))),
  SWITCHES_PROTOCOLS(
      false,
      (id, peer) ->
          peer.write(head(101, id, "Upgrade: other", "Connection: upgrade") + "\0\0hello")),
  BODY_TOO_SHORT(
      true, (id, peer) -> peer.write(head(200, id, "Content-Length: 100") + "half").close()),
  BODY_TOO_LONG(true, (id, peer) -> peer.write(head(200, id, "Content-Length: 5") + "héllo!")),
  BODY_TOO_LONG_BY_AN_ANSWER(
      true,
      (id, peer) ->
          peer.write(
              head(200, id, "Content-Length: 2")
                  + "{}"
                  + head(200, "nobody", "Content-Length: 0"))),
  TWO_ANSWERS(
      false,
      (id, peer) ->
          peer.write(
              head(500, id, "Content-Length: 0") + head(200, "nobody", "Content-Length: 0"))),
  NO_CONTENT_WITH_CONTENT(
      true, (id, peer) -> peer.write(head(204, id, "Content-Length: 2") + "{}")),
  NO_CONTENT_WITH_LATE_CONTENT(
      true,
      (id, peer) -> {
        peer.write(head(204, id, "Content-Length: 2"));
        peer.later(5, () -> peer.write("{}"));
      }),
  NO_CONTENT_WITH_CHUNKS(
      true,
      (id, peer) ->
          peer.write(head(204, id, "Transfer-Encoding: chunked") + "2\r\n{}\r\n0\r\n\r\n")),
  RESET_CONTENT_WITH_CONTENT(
      true, (id, peer) -> peer.write(head(205, id, "Content-Length: 2") + "{}")),
  NOT_MODIFIED_WITH_CONTENT(
      false, (id, peer) -> peer.write(head(304, id, "Content-Length: 2") + "{}")),
  CHUNKS_CUT_OFF(
      true,
      (id, peer) -> peer.write(head(200, id, "Transfer-Encoding: chunked") + "ff\r\nhalf").close()),
  CHUNKS_OF_NO_SIZE(
      true, (id, peer) -> peer.write(head(200, id, "Transfer-Encoding: chunked") + "zz\r\n{}\r\n")),
  CHUNKS_WITH_EXTENSION(
      true,
      (id, peer) ->
          peer.write(
              head(200, id, "Transfer-Encoding: chunked")
                  + "2;a=\"b\"\r\n{}\r\n0;c\r\nX: y\r\n\r\n")),
  LENGTH_AND_CHUNKS(
      true,
      (id, peer) ->
          peer.write(
              head(200, id, "Transfer-Encoding: chunked", "Content-Length: 3")
                  + "2\r\n{}\r\n0\r\n\r\n"
                  + head(200, "nobody", "Content-Length: 0"))),
  BODY_WITHOUT_END(true, (id, peer) -> peer.write(head(200, id, "Content-Length: 999999") + "a")),
  BODY_UNTIL_CLOSE(true, (id, peer) -> peer.write(head(200, id) + Misbehaviour.ACK).close()),
  OLD_VERSION(
      true, (id, peer) -> peer.write(head(200, id).replace("HTTP/1.1", "HTTP/1.0")).close()),
  NEW_VERSION(
      false,
      (id, peer) -> peer.write(head(200, id, "Content-Length: 0").replace("HTTP/1.1", "HTTP/2.0"))),
  LOWER_CASE(
      false,
      (id, peer) -> peer.write(head(200, id, "Content-Length: 0").replace("HTTP/1.1", "http/1.1"))),
  NO_HTTP(false, (id, peer) -> peer.write("SSH-2.0-OpenSSH_9.9\r\n")),
  ODD_STATUS(
      false,
      (id, peer) -> peer.write(head(200, id, "Content-Length: 0").replace(" 200 ", " 999 "))),
  ENDLESS_HEAD(
      false,
      (id, peer) ->
          peer.write("HTTP/1.1 200 OK\r\n" + ("X-More: " + "m".repeat(990) + "\r\n").repeat(64))),
  SILENT(false, (id, peer) -> {}),
  CLOSES(false, (id, peer) -> peer.close()),
  RESETS(false, (id, peer) -> peer.reset()),
  HALF_A_HEAD(false, (id, peer) -> peer.write("HTTP/1.1 200 OK\r\nContent-Le").close()),
  ANSWERS_AND_CLOSES(
      true,
      (id, peer) -> peer.write(head(200, id, "Content-Length: 14") + Misbehaviour.ACK).close()),
  ANSWERS_FOR_THE_LAST_TIME(
      true,
      (id, peer) ->
          peer.write(head(200, id, "Connection: close", "Content-Length: 14") + Misbehaviour.ACK)),
  ANSWERS_SLOWLY(
      true, (id, peer) -> slowly(head(200, id, "Content-Length: 14") + Misbehaviour.ACK, peer));

  private static final String ACK = "{\"ack\":\"done\"}";

  private final boolean acknowledges;
  private final BiConsumer<String, Peer> answer;

  Misbehaviour(boolean acknowledges, BiConsumer<String, Peer> answer) {
    this.acknowledges = acknowledges;
    this.answer = answer;
  }

  /** Whether a whole head says 2xx to the message. */
  public boolean acknowledges() {
    return acknowledges;
  }

  /** Applies the misbehaviour to the message with this id. */
  public void answer(String id, Peer peer) {
    answer.accept(id, peer);
  }

  private static String head(int status, String id, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nx-answers: " + id);
    for (String header : headers) {
      head.append("\r\n").append(header);
    }
    return head.append("\r\n\r\n").toString();
  }

  private static void slowly(String text, Peer peer) {
    int half = text.length() / 2;
    peer.write(text.substring(0, 1));
    peer.later(2, () -> peer.write(text.substring(1, half)));
    peer.later(5, () -> peer.write(text.substring(half)));
  }
}
