/**
 * Edge. Metrics and health for operators: every meter's name, tags and buckets, and the management
 * port that serves them. The only package that depends on Micrometer.
 */
package dev.hookpress.metrics;
