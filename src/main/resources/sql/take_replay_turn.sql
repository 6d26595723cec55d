-- Until the transaction's end: counting is dear, and a client counts one replay at a time.
select pg_try_advisory_xact_lock(hashtextextended('replay ' || :client::uuid, 0)) as taken
