package dev.hookpress.api.enconvert;

import java.util.SortedMap;

/**
 * Whether this node serves.
 *
 * @param serves whether it should get work; it may, without something that it can do without
 * @param checks what it depends on by name, and whether that is there
 */
public record NodeHealth(boolean serves, SortedMap<String, Boolean> checks) {}
