-- What the dialects brought.

-- A job of several documents ends when none is left. Those of one document never count down.
alter table job
    add column documents smallint not null default 1 check (documents > 0),
    add column documents_left smallint not null default 1 check (documents_left >= 0);
