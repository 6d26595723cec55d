package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sends a test callback, to show a client an attempt at its endpoint and the result. */
public interface TestDelivery {
  /**
   * Sends one signed sample as an attempt would be sent. Nothing is recorded, retried or counted,
   * and a block does not prevent it.
   */
  Future<Trial> send(ClientId client, Target.Webhook target);

  /** The result of a test. */
  sealed interface Trial {
    /**
     * The whole exchange.
     *
     * @param outcome the label that an attempt's outcome would have
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

    /** Too many of the client's tests are in progress on this node; nothing was sent. */
    record Busy() implements Trial {}
  }

  /**
   * The request that was sent.
   *
   * @param headers as sent, but without the values of the client's own headers
   */
  record Sent(String url, Map<String, String> headers, String body) {}
}
