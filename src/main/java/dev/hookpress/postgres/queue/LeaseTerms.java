package dev.hookpress.postgres.queue;

import java.time.Duration;
import java.util.UUID;

/**
 * How a queue's rows are claimed.
 *
 * @param node in whose name
 * @param lease how long a claim is good for; then others may claim the row
 * @param onReclaimed told of each claim of a row whose last holder neither ended nor gave it back
 */
public record LeaseTerms(UUID node, Duration lease, Runnable onReclaimed) {}
