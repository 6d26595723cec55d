package dev.hookpress.render.sign;

import dev.hookpress.job.ClientId;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Asks time-stamp servers (RFC 3161) by way of the outbound client, and tries again. */
final class Timestamps {
  private static final int MAX_TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final int WAIT_FACTOR = 3;

  /** A token with the chain of its server takes 5 to 10 KB. */
  private static final int MAX_ANSWER_BYTES = 24 * 1024;

  private static final int NONCE_BITS = 64;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Vertx vertx;
  private final OutboundClient outbound;
  private final Duration deadline;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param deadline of all tries and waits together
   */
  Timestamps(Vertx vertx, OutboundClient outbound, Duration deadline) {
    this.vertx = vertx;
    this.outbound = outbound;
    this.deadline = deadline;
  }

  /** Why there is no time-stamp; a sentence for the client. */
  static final class NoTimestamp extends Exception {
    private static final long serialVersionUID = 1L;

    NoTimestamp(String message) {
      super(message);
    }
  }

  /** A time-stamp token of a signature; fails with {@link NoTimestamp}. */
  Future<byte[]> of(ClientId client, URI server, byte[] signature) {
    TimeStampRequest asked;
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      asked =
          generator.generate(
              TSPAlgorithms.SHA256,
              MessageDigest.getInstance("SHA-256").digest(signature),
              new BigInteger(NONCE_BITS, random));
      return attempt(client, server, asked, asked.getEncoded(), 1, System.nanoTime());
    } catch (IOException | NoSuchAlgorithmException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<byte[]> attempt(
      ClientId client,
      URI server,
      TimeStampRequest asked,
      byte[] body,
      int number,
      long begunNanos) {
    Duration left = deadline.minusNanos(System.nanoTime() - begunNanos);
    OutboundRequest request =
        new OutboundRequest(
            client,
            HttpMethod.POST,
            server,
            Map.of(
                "Content-Type",
                "application/timestamp-query",
                "Accept",
                "application/timestamp-reply"),
            Buffer.buffer(body),
            // The first try gets half of the time, so that a server that hangs leaves time.
            number == 1 ? left.dividedBy(2) : left,
            ResponseBody.needed(MAX_ANSWER_BYTES),
            0);
    return outbound
        .send(request)
        .compose(
            exchange -> {
              Duration wait = FIRST_WAIT.multipliedBy((long) Math.pow(WAIT_FACTOR, number - 1));
              Duration rest = deadline.minusNanos(System.nanoTime() - begunNanos);
              return passing(exchange) && number < MAX_TRIES && rest.compareTo(wait) > 0
                  ? vertx
                      .timer(wait.toMillis())
                      .compose(due -> attempt(client, server, asked, body, number + 1, begunNanos))
                  : token(exchange, asked);
            });
  }

  private static boolean passing(ExchangeResult exchange) {
    if (exchange instanceof ExchangeResult.Answered answer) {
      return answer.status() >= 500 || answer.status() == TOO_MANY_REQUESTS;
    }
    return exchange instanceof ExchangeResult.Failed failed
        && failed.kind() != ExchangeResult.Kind.TLS_FAILED;
  }

  private static Future<byte[]> token(ExchangeResult exchange, TimeStampRequest asked) {
    if (exchange instanceof ExchangeResult.Refused refused) {
      return none("it is not asked: " + refused.message());
    }
    if (exchange instanceof ExchangeResult.Failed failed) {
      return none(failed.message());
    }
    ExchangeResult.Answered answer = (ExchangeResult.Answered) exchange;
    if (answer.status() != 200) {
      return none("it answered with status " + answer.status());
    }
    if (answer.truncated()) {
      return none("its answer takes more than %,d bytes".formatted(MAX_ANSWER_BYTES));
    }
    try {
      return Future.succeededFuture(valid(answer.body().getBytes(), asked));
    } catch (NoTimestamp no) {
      return Future.failedFuture(no);
    } catch (IOException
        | TSPException
        | OperatorCreationException
        | CertificateException
        | RuntimeException
        | StackOverflowError e) {
      return none("its answer is not a valid time-stamp of the signature");
    }
  }

  private static Future<byte[]> none(String why) {
    return Future.failedFuture(new NoTimestamp("The time-stamp server gave no time-stamp: " + why));
  }

  /** Checks that the token is of this request, and signed by the server's certificate in it. */
  private static byte[] valid(byte[] answer, TimeStampRequest asked)
      throws IOException,
          TSPException,
          OperatorCreationException,
          CertificateException,
          NoTimestamp {
    TimeStampResponse response = new TimeStampResponse(answer);
    response.validate(asked);
    TimeStampToken token = response.getTimeStampToken();
    if (token == null) {
      throw new NoTimestamp(
          "The time-stamp server gave no time-stamp: it refused with status "
              + response.getStatus());
    }
    @SuppressWarnings("unchecked")
    Collection<X509CertificateHolder> own = token.getCertificates().getMatches(token.getSID());
    if (own.isEmpty()) {
      throw new TSPException("it has no certificate");
    }
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(own.iterator().next()));
    return token.getEncoded();
  }
}
