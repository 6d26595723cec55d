-- Clients are told when an endpoint begins to fail, and when it has recovered.

alter table endpoint
    -- attempts in a row that ended as errors, as nodes report them: at least
    add column failures smallint not null default 0,
    -- since when it counts as failing, and the last time that its client was told so
    add column failing_since timestamptz,
    add column failing_told_at timestamptz;

-- Where the client wants mails about it, as a notification's origin and target, and when the last one
-- was written.
alter table client
    add column alert_email_origin text,
    add column alert_email_target bytea,
    add column alert_emailed_at timestamptz;

-- Further conditions of a replay: job, endpoint, event and outcome, each of which may be absent.
alter table replay add column filter jsonb not null default '{}';
