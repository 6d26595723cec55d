/** Pure. Parses stylesheets to tokens and rules, as in CSS Syntax 3 and CSS Nesting 1. */
package dev.hookpress.render.css.syntax;
