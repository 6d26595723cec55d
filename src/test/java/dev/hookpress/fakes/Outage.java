package dev.hookpress.fakes;

import io.vertx.core.Future;
import java.net.ConnectException;
import java.util.function.Supplier;

/** Makes the fakes fail as during a server's outage. */
public final class Outage {
  private volatile boolean away;

  public void begin() {
    away = true;
  }

  public void end() {
    away = false;
  }

  <T> Future<T> call(Supplier<T> work) {
    return away
        ? Future.failedFuture(new ConnectException("secret-database-host:5432 refused"))
        : Future.succeededFuture(work.get());
  }
}
