package dev.hookpress.api.http;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
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
    Read<T> found = read(RequestGuards.body(request), read);
    return answer(dialect, found, then);
  }

  /**
   * The same, for bodies that may take long to read: they are read by worker threads, one at a time
   * for each event loop.
   */
  public static <T> Future<Answer> answerReadByWorker(
      RoutingContext request,
      Dialect dialect,
      BiFunction<StrictObject, Faults, Optional<T>> read,
      Function<T, Future<Answer>> then) {
    byte[] body = RequestGuards.body(request);
    return request
        .vertx()
        .executeBlocking(() -> read(body, read))
        .compose(found -> answer(dialect, found, then));
  }

  /** A value, or the problem of its body. */
  private record Read<T>(Optional<T> value, Optional<Problem> problem) {}

  private static <T> Future<Answer> answer(
      Dialect dialect, Read<T> found, Function<T, Future<Answer>> then) {
    return found
        .problem()
        .map(problem -> Future.succeededFuture(Answer.problem(dialect, problem)))
        .orElseGet(() -> then.apply(found.value().orElseThrow()));
  }

  private static <T> Read<T> read(byte[] body, BiFunction<StrictObject, Faults, Optional<T>> read) {
    Json.Read json = Json.read(body);
    if (json instanceof Json.Read.Malformed malformed) {
      return new Read<>(Optional.empty(), Optional.of(malformed.problem()));
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
        ? new Read<>(value, Optional.empty())
        : new Read<>(Optional.empty(), Optional.of(faults.problem()));
  }
}
