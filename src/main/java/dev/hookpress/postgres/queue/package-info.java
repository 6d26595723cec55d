/** The two queues: claims, leases and what ends them. */
package dev.hookpress.postgres.queue;
