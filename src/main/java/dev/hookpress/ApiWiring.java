package dev.hookpress;

import io.vertx.core.Deployable;
import java.util.function.Supplier;

final class ApiWiring {
  private ApiWiring() {}

  static Supplier<Deployable> verticles(Connections connections) {
    throw new IllegalStateException("later");
  }
}
