package dev.hookpress.claim;

import java.util.List;

/**
 * The result of a claim.
 *
 * @param more whether another claim made now might find more
 */
public record ClaimedBatch<T>(List<T> items, boolean more) {}
