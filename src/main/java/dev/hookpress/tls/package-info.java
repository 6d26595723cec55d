/** Edge. TLS to Hookpress' own servers: PostgreSQL and Redis. */
package dev.hookpress.tls;
