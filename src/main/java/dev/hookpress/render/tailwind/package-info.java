/**
 * Pure. Tailwind CSS without a browser: translates a document's classes into CSS that the engine
 * supports, and flex and grid containers, which the engine cannot lay out, into tables.
 */
package dev.hookpress.render.tailwind;
