package dev.hookpress.job.document;

import java.time.Instant;

/** A signed link to a hosted PDF, and when it stops working. */
public record HostedLink(String url, Instant expiresAt) {}
