package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Problem.Fault;
import java.util.function.Function;

/** The list of faults in the errors of those services that do not say how they look. */
public final class FaultDetails {
  private FaultDetails() {}

  /** What is wrong in one sentence, which leads to the list if there is more than that. */
  public static String message(Problem problem) {
    int faults = problem.errors().size();
    return faults > 1 ? "The body has " + faults + " faults; see details." : problem.detail();
  }

  /**
   * Puts {@code "details": [{"field", "message"}]}, if there are faults to name.
   *
   * @param field how a fault's place is written
   */
  public static void put(ObjectNode error, Problem problem, Function<Fault, String> field) {
    if (problem.errors().isEmpty()) {
      return;
    }
    ArrayNode details = error.putArray("details");
    for (Fault fault : problem.errors()) {
      details.addObject().put("field", field.apply(fault)).put("message", fault.detail());
    }
  }
}
