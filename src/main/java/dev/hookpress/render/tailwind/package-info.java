/**
 * Pure. Tailwind CSS without a browser: what a document's classes mean is written as CSS that the
 * engine understands, and what the engine cannot lay out, flex and grid, becomes tables.
 */
package dev.hookpress.render.tailwind;
