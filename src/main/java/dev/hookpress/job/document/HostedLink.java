package dev.hookpress.job.document;

import java.time.Instant;

/** A signed link to a hosted PDF and its expiry time. */
public record HostedLink(String url, Instant expiresAt) {}
