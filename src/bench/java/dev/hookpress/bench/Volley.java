package dev.hookpress.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.IntFunction;

/** Keeps a number of requests in flight until all have been answered. Runs on one event loop. */
final class Volley extends VerticleBase {
  private final int requests;
  private final int inFlight;
  private final IntFunction<Future<Integer>> send;
  private final Promise<Void> answered = Promise.promise();
  private int sent;
  private int ended;

  /**
   * Creates a volley.
   *
   * @param send sends the request of that number, from 0; returns the status of the response
   */
  Volley(int requests, int inFlight, IntFunction<Future<Integer>> send) {
    this.requests = requests;
    this.inFlight = inFlight;
    this.send = send;
  }

  /** Completes with the last response; fails with the first one that is not 200. */
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
