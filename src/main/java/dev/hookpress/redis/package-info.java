/**
 * Edge. What all nodes must know at once: error windows, blocks, rate limits, wake-ups. Nothing
 * here is the only copy of something that was promised.
 */
package dev.hookpress.redis;
