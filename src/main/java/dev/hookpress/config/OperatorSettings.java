package dev.hookpress.config;

import java.util.List;
import java.util.Optional;

/**
 * The operator API on the management port.
 *
 * @param key what operators send; empty: there is no operator API
 * @param allow CIDRs of the addresses that it answers
 */
public record OperatorSettings(Optional<String> key, List<String> allow) {
  @Override
  public String toString() {
    return "OperatorSettings[key=" + (key.isPresent() ? "set" : "unset") + ", allow=" + allow + "]";
  }
}
