package dev.hookpress.render;

import dev.hookpress.job.Target;
import dev.hookpress.job.TraceParent;
import java.util.List;
import java.util.Optional;

/** Passes the trace of a job on to the targets of its notifications. */
final class TracedTargets {
  private TracedTargets() {}

  /** Registered endpoints, unlike the job's own targets, do not have its trace yet. */
  static List<Target> of(List<Target> targets, Optional<String> trace) {
    return trace
        .map(
            header ->
                targets.stream()
                    .map(
                        target ->
                            target instanceof Target.Webhook webhook
                                    && TraceParent.of(target).isEmpty()
                                ? webhook.traced(header)
                                : target)
                    .toList())
        .orElse(targets);
  }
}
