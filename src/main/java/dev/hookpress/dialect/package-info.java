/** Pure. Wire formats: bytes to nouns and back, one class a format. */
package dev.hookpress.dialect;
