package dev.hookpress.config;

/** What is between Hookpress and PostgreSQL. */
public enum Pooler {
  NONE,
  /** PgBouncer or the like, which gives a server's session to each transaction. */
  TRANSACTION
}
