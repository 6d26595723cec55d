/**
 * Pure. The cascade of CSS Cascading 5: stylesheets with their conditions and layers, custom
 * properties, and the computed style of each element.
 */
package dev.hookpress.render.css.cascade;
