/** Benchmarks: the throughput and latency of the service, compared with the limits of its parts. */
package dev.hookpress.bench;
