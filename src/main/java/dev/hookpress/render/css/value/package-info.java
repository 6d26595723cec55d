/** Pure. Values: lengths, calculations, colours and shorthands. */
package dev.hookpress.render.css.value;
