package dev.hookpress.policy;

/** The decision whether a target may be reached. */
public sealed interface EgressDecision {
  /** The target may be reached, as far as is known. */
  record Allowed(EgressTarget target) implements EgressDecision {}

  /**
   * The target may not be reached.
   *
   * @param message what was refused and why; contains no part of the URL except its host
   */
  record Refused(EgressRule rule, String message) implements EgressDecision {}
}
