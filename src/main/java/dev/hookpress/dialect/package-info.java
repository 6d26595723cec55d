/**
 * Pure. Wire formats, which decode requests into domain types and encode replies and callbacks. A
 * new format is a package below this one, a line in the catalog, and its golden files.
 */
package dev.hookpress.dialect;
