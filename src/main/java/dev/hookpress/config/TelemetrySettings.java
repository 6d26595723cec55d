package dev.hookpress.config;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * OpenTelemetry's standard variables.
 *
 * @param variables those whose names begin with {@code OTEL_}, without empty ones
 */
public record TelemetrySettings(Map<String, String> variables) {
  private static final String PREFIX = "OTEL_";

  static TelemetrySettings of(Map<String, String> environment) {
    return new TelemetrySettings(
        environment.entrySet().stream()
            .filter(each -> each.getKey().startsWith(PREFIX) && !each.getValue().isBlank())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * Whether traces are exported: an exporter or an endpoint is named, and nothing is switched off.
   */
  public boolean traces() {
    String exporter = variables.getOrDefault("OTEL_TRACES_EXPORTER", "");
    boolean named =
        !exporter.isEmpty()
            || variables.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
            || variables.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    return named
        && !exporter.equals("none")
        && !variables.getOrDefault("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true");
  }

  /** Names alone: headers may be secret. */
  @Override
  public String toString() {
    return "TelemetrySettings" + variables.keySet();
  }
}
