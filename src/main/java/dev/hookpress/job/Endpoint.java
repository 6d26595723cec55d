package dev.hookpress.job;

/** One client's receiver: what limits, holds and 410 are about. */
public record Endpoint(ClientId client, EndpointKey key) {}
