package dev.hookpress.job;

/**
 * A tenant and its limits.
 *
 * @param requestsPerSecond limit on submissions, over all nodes together
 * @param maxPendingJobs limit on jobs that are accepted and have not ended
 */
public record Client(ClientId id, String name, int requestsPerSecond, int maxPendingJobs) {}
