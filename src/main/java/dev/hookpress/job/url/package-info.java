/**
 * Pure. The parts of URLs as people write them, which {@link java.net.URI} does not always parse.
 */
package dev.hookpress.job.url;
