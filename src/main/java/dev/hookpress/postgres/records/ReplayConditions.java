package dev.hookpress.postgres.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.ReplayFilter;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.policy.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The conditions of a replay as the JSON that SQL reads. */
final class ReplayConditions {
  private ReplayConditions() {}

  /** All conditions but the range of time. */
  static String of(ReplayFilter filter) {
    ObjectNode json = Json.object();
    ArrayNode states = json.putArray("states");
    filter.states().forEach(state -> states.add(state.label()));
    filter.dialect().ifPresent(dialect -> json.put("dialect", dialect.label()));
    filter.origin().ifPresent(origin -> json.put("origin", origin));
    filter.endpoint().ifPresent(key -> json.put("endpoint", key.value()));
    filter.job().ifPresent(job -> json.put("job", job.value().toString()));
    filter.event().ifPresent(event -> json.put("event", event));
    filter.outcome().ifPresent(outcome -> json.put("outcome", outcome.label()));
    return new String(Json.write(json), StandardCharsets.UTF_8);
  }

  /** A filter with the conditions that only the JSON has. */
  static ReplayFilter in(String json, ReplayFilter stored) {
    JsonNode root = ((Json.Read.Tree) Json.read(json.getBytes(StandardCharsets.UTF_8))).root();
    return new ReplayFilter(
        stored.from(),
        stored.to(),
        stored.states(),
        stored.dialect(),
        stored.origin(),
        Optional.ofNullable(root.get("endpoint")).map(key -> new EndpointKey(key.longValue())),
        text(root, "job").map(id -> new JobId(UUID.fromString(id))),
        text(root, "event"),
        text(root, "outcome")
            .flatMap(
                label ->
                    Arrays.stream(Outcome.values())
                        .filter(one -> one.label().equals(label))
                        .findFirst()));
  }

  private static Optional<String> text(JsonNode root, String name) {
    return Optional.ofNullable(root.get(name)).map(JsonNode::textValue);
  }
}
