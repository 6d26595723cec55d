/**
 * Edge. What makes one command enough: a locked data directory, and real PostgreSQL and Redis
 * servers of its own that outlive a crash of this process with all their data.
 */
package dev.hookpress.standalone;
