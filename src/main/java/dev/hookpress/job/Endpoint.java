package dev.hookpress.job;

/**
 * One client's URL, to which limits, holds and 410 responses apply; or an origin, whose limit caps
 * its URLs.
 */
public record Endpoint(ClientId client, EndpointKey key) {}
