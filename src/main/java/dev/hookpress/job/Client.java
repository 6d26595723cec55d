package dev.hookpress.job;

/**
 * A tenant, and what it may use.
 *
 * @param requestsPerSecond submissions, over all nodes together
 * @param maxPendingJobs jobs accepted and not ended
 */
public record Client(ClientId id, String name, int requestsPerSecond, int maxPendingJobs) {}
