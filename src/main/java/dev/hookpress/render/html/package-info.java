/**
 * Pure. What HTML elements do in a browser beyond their style: which picture is shown, what a form
 * control shows, how list items are numbered, what is closed. It is written into the tree, where
 * the engine, which knows style alone, finds it.
 */
package dev.hookpress.render.html;
