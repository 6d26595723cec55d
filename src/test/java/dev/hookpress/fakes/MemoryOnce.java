package dev.hookpress.fakes;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.Once;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Performs requests once, in memory; for requests that come one after the other.
 *
 * @param <P> the stores that requests use
 */
public final class MemoryOnce<P> implements Once<P> {
  private record Use(ClientId client, String key) {}

  private record First(byte[] requestSha256, Answer.Body answer) {}

  private final Outage outage;
  private final P stores;
  private final Map<Use, First> answers = new ConcurrentHashMap<>();

  public MemoryOnce(Outage outage, P stores) {
    this.outage = outage;
    this.stores = stores;
  }

  @Override
  public Future<Outcome> once(
      ClientId client, Key key, Instant now, Function<P, Future<Answer>> request) {
    Use use = new Use(client, key.name());
    return outage
        .call(() -> answers.containsKey(use))
        .compose(
            known -> {
              if (known) {
                First first = answers.get(use);
                return Future.succeededFuture(
                    Arrays.equals(first.requestSha256(), key.requestSha256())
                        ? new Outcome.Repeated(first.answer())
                        : new Outcome.Conflict());
              }
              return request
                  .apply(stores)
                  .map(
                      answer -> {
                        if (answer instanceof Answer.Body body && body.status() < 300) {
                          answers.put(use, new First(key.requestSha256(), body));
                        }
                        return new Outcome.Done(answer);
                      });
            });
  }
}
