/**
 * Pure. Wire formats: from bytes to nouns and back. A new one is a package below this one, a line
 * in the catalog, and its golden files.
 */
package dev.hookpress.dialect;
