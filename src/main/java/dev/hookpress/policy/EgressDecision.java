package dev.hookpress.policy;

/** Whether a target may be reached. */
public sealed interface EgressDecision {
  /** It may, as far as is known. */
  record Allowed(EgressTarget target) implements EgressDecision {}

  /**
   * It may not.
   *
   * @param message what was refused and why, in plain words; names no more of the URL than its host
   */
  record Refused(EgressRule rule, String message) implements EgressDecision {}
}
