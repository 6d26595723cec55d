/**
 * Pure. The interface between fetching and rendering: a document with all resources in memory, its
 * limits, and the rules that both sides must apply alike.
 */
package dev.hookpress.render.prepared;
