/**
 * Edge. Render processes: children of the node that parse and render what tenants send, so that a
 * document that uses up memory, time or luck ends its own process only.
 */
package dev.hookpress.render.process;
