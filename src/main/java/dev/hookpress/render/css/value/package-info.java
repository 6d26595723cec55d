/** Pure. Values: lengths, calculations, colours, and the shorthands that are made of them. */
package dev.hookpress.render.css.value;
