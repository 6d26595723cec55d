package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Shows a client what an attempt at its endpoint looks like, and what comes of it. */
public interface TestDelivery {
  /**
   * Sends one signed sample. It is made as an attempt is, and leaves no trace: nothing is recorded,
   * retried or counted, and a block is no hindrance.
   */
  Future<Trial> send(ClientId client, Target.Webhook target);

  /** What became of it. */
  sealed interface Trial {
    /**
     * The whole exchange.
     *
     * @param outcome the word that an attempt would have
     * @param status the HTTP status, if an answer came
     * @param detail one sentence in plain words
     * @param address the IP address that was connected to; empty if none was
     * @param answerHeaders by their names in lower case; empty if no answer came
     * @param answer the first bytes of the answer's body, as text
     */
    record Made(
        Sent sent,
        String outcome,
        Optional<Integer> status,
        String detail,
        String address,
        Duration latency,
        Map<String, String> answerHeaders,
        String answer)
        implements Trial {}

    /** Too many of the client's are under way on this node; nothing was sent. */
    record Busy() implements Trial {}
  }

  /**
   * What was sent.
   *
   * @param headers as they were put on the wire, but without the values of the client's own
   */
  record Sent(String url, Map<String, String> headers, String body) {}
}
