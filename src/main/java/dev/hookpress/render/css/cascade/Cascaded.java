package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.value.Component;
import java.util.List;

/**
 * The declaration that counts for one property, so far.
 *
 * @param value null for a value that turned out not to be valid when it was computed
 * @param entry for its constant; null where the value was pending
 * @param sequence greater for declarations that count more
 * @param below what counted before this origin or layer; null for nothing
 */
record Cascaded(
    List<Component> value,
    Entry entry,
    Block.Origin origin,
    Layer layer,
    int sequence,
    Cascaded below) {}
