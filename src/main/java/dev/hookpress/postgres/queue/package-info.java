/** The render queue and the delivery queue: claims, leases and their endings. */
package dev.hookpress.postgres.queue;
