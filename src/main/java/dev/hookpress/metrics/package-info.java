/**
 * Edge. What operators see: every meter's name, tags and buckets, and the management port that
 * shows them beside the node's health. The only package that knows Micrometer.
 */
package dev.hookpress.metrics;
