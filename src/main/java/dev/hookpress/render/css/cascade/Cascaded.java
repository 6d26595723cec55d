package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.value.Component;
import java.util.List;

/**
 * The winning declaration of one property, so far.
 *
 * @param value null if the value proved invalid when computed
 * @param entry for its constant; null if the value was pending
 * @param sequence greater for higher precedence
 * @param below the winner before this origin or layer; null for none
 */
record Cascaded(
    List<Component> value,
    Entry entry,
    Block.Origin origin,
    Layer layer,
    int sequence,
    Cascaded below) {}
