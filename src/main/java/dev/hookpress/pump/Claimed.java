package dev.hookpress.pump;

import java.util.List;

/**
 * What a claim brought.
 *
 * @param more whether another claim, made now, might find something too
 */
public record Claimed<T>(List<T> items, boolean more) {}
