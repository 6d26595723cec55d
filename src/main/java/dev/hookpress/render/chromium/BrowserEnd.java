package dev.hookpress.render.chromium;

import java.util.List;
import java.util.stream.Stream;

/** Why a browser has ended. */
public enum BrowserEnd {
  /** This node has ended it, as it had rendered enough or the node stops. */
  RENEWED("renewed"),
  /** It has ended by itself, or broken the protocol. */
  CRASHED("crashed"),
  /** It did not finish a document within its deadline. */
  TIMEOUT("timeout"),
  /** It used more memory than it may. */
  OUT_OF_MEMORY("out_of_memory"),
  /** It started more processes than it may. */
  TOO_MANY_PROCESSES("too_many_processes"),
  /** It did not become ready. */
  NOT_STARTED("not_started");

  private final String label;

  BrowserEnd(String label) {
    this.label = label;
  }

  /** The value of the metric's tag. */
  public String label() {
    return label;
  }

  /** All labels. */
  public static List<String> labels() {
    return Stream.of(values()).map(BrowserEnd::label).toList();
  }
}
