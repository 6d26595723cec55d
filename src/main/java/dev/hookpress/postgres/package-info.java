/** Edge. The record and the queue: statements in {@code sql/}, here only binding and reading. */
package dev.hookpress.postgres;
