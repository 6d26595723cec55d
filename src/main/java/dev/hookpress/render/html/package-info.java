/**
 * Pure. The behaviour of HTML elements in a browser beyond their style: which picture is shown,
 * what a form control shows, how list items are numbered, what is closed. It is written into the
 * tree, since the engine supports only style.
 */
package dev.hookpress.render.html;
