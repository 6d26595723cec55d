package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What became of an operator's command: the same for HTTP and the command line. */
public sealed interface Result {
  /** It was done; a list is {@code {"data": [...]}}. */
  record Done(int status, ObjectNode body) implements Result {}

  /** It was refused, and nothing has changed. */
  record Refused(Problem problem) implements Result {}

  /** It was done. */
  static Result done(ObjectNode body) {
    return new Done(200, body);
  }

  /** It was refused. */
  static Result refused(Type type, String detail) {
    return new Refused(Problem.of(type, detail));
  }

  /** There is no such client. */
  static Result noClient() {
    return refused(Type.NOT_FOUND, "There is no such client.");
  }

  /** The id is none that is known here. */
  static Result noSuchId() {
    return refused(Type.NOT_FOUND, "There is nothing with this id.");
  }

  /** A list without a further page. */
  static Result list(List<? extends JsonNode> items) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    items.forEach(data::add);
    return done(list);
  }

  /**
   * Reads a body strictly and passes on what was read, or refuses with all its faults.
   *
   * @param read reads the fields and records faults
   */
  static <T> Future<Result> reading(
      JsonNode body, BiFunction<StrictObject, Faults, T> read, Function<T, Future<Result>> then) {
    Faults faults = new Faults();
    Optional<T> value =
        StrictObject.of(body, "", faults)
            .map(
                object -> {
                  T found = read.apply(object, faults);
                  object.end();
                  return found;
                });
    return faults.none() && value.isPresent()
        ? then.apply(value.get())
        : Future.succeededFuture(new Refused(faults.problem()));
  }
}
