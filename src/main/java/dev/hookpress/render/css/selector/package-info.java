/** Pure. Selectors 4: parsed, matched against a document's elements, and found by an index. */
package dev.hookpress.render.css.selector;
