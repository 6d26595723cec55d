package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Problem.Fault;
import java.util.function.Function;

/** Encodes the list of faults for formats whose services do not document one. */
public final class FaultDetails {
  private FaultDetails() {}

  /** The problem in one sentence, which refers to the list if there is more than one fault. */
  public static String message(Problem problem) {
    int faults = problem.errors().size();
    return faults > 1 ? "The body has " + faults + " faults; see details." : problem.detail();
  }

  /**
   * Adds {@code "details": [{"field", "message"}]} if the problem has faults.
   *
   * @param field formats a fault's location
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
