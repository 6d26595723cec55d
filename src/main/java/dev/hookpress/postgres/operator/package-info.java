/** Edge. What the operator API reads and changes in Postgres. */
package dev.hookpress.postgres.operator;
