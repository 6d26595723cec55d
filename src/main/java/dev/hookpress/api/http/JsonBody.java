package dev.hookpress.api.http;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the small JSON object in the body of a settings request. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * Answers with the faults of the body, or passes the value read from it to {@code then}.
   *
   * @param read reads the fields of the object and records faults; {@code end()} is called after it
   */
  public static <T> Future<Answer> answer(
      RoutingContext request,
      Dialect dialect,
      BiFunction<StrictObject, Faults, Optional<T>> read,
      Function<T, Future<Answer>> then) {
    Json.Read json = Json.read(RequestGuards.body(request));
    if (json instanceof Json.Read.Malformed malformed) {
      return Future.succeededFuture(Answer.problem(dialect, malformed.problem()));
    }
    Faults faults = new Faults();
    Optional<T> value =
        StrictObject.of(((Json.Read.Tree) json).root(), "", faults)
            .flatMap(
                object -> {
                  Optional<T> found = read.apply(object, faults);
                  object.end();
                  return found;
                });
    return faults.none() && value.isPresent()
        ? then.apply(value.get())
        : Future.succeededFuture(Answer.problem(dialect, faults.problem()));
  }
}
