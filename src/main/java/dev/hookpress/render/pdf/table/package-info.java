/** Tables whose columns are as wide as in browsers. */
package dev.hookpress.render.pdf.table;
