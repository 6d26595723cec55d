/** Pure. Selectors 4: parses, indexes and matches them against a document's elements. */
package dev.hookpress.render.css.selector;
