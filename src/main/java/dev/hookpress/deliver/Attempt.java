package dev.hookpress.deliver;

import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One try at a notification, to be written down.
 *
 * @param address the IP address that was connected to; empty if none was
 * @param status the HTTP status, if an answer came
 * @param detail one sentence in plain words, without secrets
 * @param answer the first bytes of the answer's body
 * @param next what follows
 * @param event that it gives rise to: a notification that is given up
 */
public record Attempt(
    ClaimedNotification notification,
    Instant startedAt,
    Duration latency,
    String address,
    Outcome outcome,
    OptionalInt status,
    String detail,
    Buffer answer,
    RetryPolicy.Next next,
    Instant endedAt,
    Optional<OutboxEvent> event) {}
