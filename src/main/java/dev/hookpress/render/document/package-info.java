/**
 * Edge. Renders one document from what was fetched of it: prepares it, then lays it out or runs its
 * operation. A node calls it on a render thread or in a process of its own.
 */
package dev.hookpress.render.document;
