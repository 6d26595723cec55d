package dev.hookpress.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.IntFunction;

/** On one event loop: keeps requests under way until so many have been answered. */
final class Volley extends VerticleBase {
  private final int requests;
  private final int inFlight;
  private final IntFunction<Future<Integer>> send;
  private final Promise<Void> answered = Promise.promise();
  private int sent;
  private int ended;

  /**
   * Makes a volley.
   *
   * @param send the request of that number, from 0; gives the answer's status
   */
  Volley(int requests, int inFlight, IntFunction<Future<Integer>> send) {
    this.requests = requests;
    this.inFlight = inFlight;
    this.send = send;
  }

  /** Completes with the last answer; fails with the first that is not 200. */
  Future<Void> answered() {
    return answered.future();
  }

  @Override
  public Future<?> start() {
    for (int i = 0; i < Math.min(inFlight, requests); i++) {
      next();
    }
    return Future.succeededFuture();
  }

  private void next() {
    send.apply(sent++)
        .onComplete(
            done -> {
              if (done.failed() || done.result() != 200) {
                answered.tryFail("not delivered: " + done);
              }
              ended++;
              if (sent < requests) {
                next();
              } else if (ended == requests) {
                answered.tryComplete();
              }
            });
  }
}
