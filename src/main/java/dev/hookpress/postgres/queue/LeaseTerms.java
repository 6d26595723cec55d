package dev.hookpress.postgres.queue;

import java.time.Duration;
import java.util.UUID;

/**
 * The lease under which a node claims a queue's rows.
 *
 * @param node the node that claims
 * @param lease duration of a claim; afterwards other nodes may claim the row
 * @param onReclaimed runs for each claim of a row whose last holder neither finished nor released
 *     it
 */
public record LeaseTerms(UUID node, Duration lease, Runnable onReclaimed) {}
