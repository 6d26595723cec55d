package dev.hookpress.job;

/** A URL of one client, to which limits, holds and 410 apply; or an origin, as their ceiling. */
public record Endpoint(ClientId client, EndpointKey key) {}
