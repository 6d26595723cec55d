/**
 * Pure. What lies between fetching and rendering: a document with everything in memory, how much it
 * may cost, and what both sides must see in the same way.
 */
package dev.hookpress.render.prepared;
