/**
 * Edge: Postgres storage. Statements are in {@code sql/}; these classes bind parameters and read
 * rows.
 */
package dev.hookpress.postgres;
