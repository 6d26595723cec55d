package dev.hookpress.node;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A node's verticles: deployed one after the other, and undeployed in reverse. */
final class Deployments {
  private final Duration startBound;
  private final Deque<Running> running = new ArrayDeque<>();

  private record Running(Vertx vertx, String name, String deployment, Duration bound) {}

  /**
   * @param startBound how long the start of one may take
   */
  Deployments(Duration startBound) {
    this.startBound = startBound;
  }

  /**
   * Deploys a verticle and returns when it runs.
   *
   * @param stopBound how long its stop is waited for
   * @throws StartFailure if it does not start
   */
  void deploy(
      Vertx vertx,
      String name,
      Duration stopBound,
      int instances,
      Supplier<? extends Deployable> verticle) {
    String deployment =
        BoundedWait.forStart(
            name,
            vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances)),
            startBound);
    running.push(new Running(vertx, name, deployment, stopBound));
  }

  /**
   * The same for one that listens.
   *
   * @param setting the setting of its port, named if the port is taken
   */
  void listen(
      String setting,
      String host,
      int port,
      Vertx vertx,
      String name,
      Duration stopBound,
      int instances,
      Supplier<? extends Deployable> verticle) {
    try {
      deploy(vertx, name, stopBound, instances, verticle);
    } catch (StartFailure e) {
      throw StartChecks.listening(e, setting, host, port);
    }
  }

  /** Undeploys the last deployed ones, as long as their names are wanted. */
  void end(Predicate<String> wanted) {
    while (!running.isEmpty() && wanted.test(running.peek().name())) {
      Running last = running.pop();
      ShutdownStep.step(last.name(), last.vertx().undeploy(last.deployment()), last.bound());
    }
  }
}
