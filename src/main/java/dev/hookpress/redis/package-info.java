/**
 * Edge. The state that all nodes share through Redis: error windows, blocks, rate limits, wake-ups.
 * Redis never holds the only copy of anything promised.
 */
package dev.hookpress.redis;
