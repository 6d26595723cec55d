/**
 * Pure. Wire formats: bytes to nouns and back, one class a format. A new one is a {@link
 * dev.hookpress.dialect.Dialect}, a line in {@link dev.hookpress.dialect.catalog.Dialects}, and its
 * golden files.
 */
package dev.hookpress.dialect;
