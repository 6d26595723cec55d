-- Until the end of the transaction: counting is expensive, so a client counts one replay at a time.
select pg_try_advisory_xact_lock(hashtextextended('replay ' || :client::uuid, 0)) as taken
