package dev.hookpress.claim;

import java.util.List;

/**
 * What a claim brought.
 *
 * @param more whether another claim, made now, might find something too
 */
public record ClaimedBatch<T>(List<T> items, boolean more) {}
