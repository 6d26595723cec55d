-- A statement that goes by an id takes a lock on every partition of its table, and their number
-- decides what it costs. Partitions are therefore as wide as a fifth of the retention.

-- The day of the smallest ULID of a bound, such as FROM ('0193…') TO ('0194…').
create function bound_day(bound text, side text) returns date
language sql immutable parallel safe
return ((
    timestamptz 'epoch' + interval '1 millisecond' * ('x' || lpad(left(replace(
        substring(bound from side || ' \(''([0-9a-f-]{36})'), '-', ''), 12), 16, '0'))::bit(64)::bigint
) at time zone 'UTC')::date;

-- The partitions of what is kept: each has the UTC days [first_day, end_day).
create view history_partition as
select
    p.relname::text as parent,
    c.relname::text as child,
    bound_day(pg_get_expr(c.relpartbound, c.oid), 'FROM') as first_day,
    bound_day(pg_get_expr(c.relpartbound, c.oid), 'TO') as end_day
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
join pg_class p on p.oid = i.inhparent
where p.relname in ('job', 'document', 'notification', 'attempt') and pg_table_is_visible(c.oid);

-- Makes partitions until the UTC days [first, first + days) are covered. They begin at a multiple
-- of their width, or where the one before them ends, and never overlap those that are there.
create procedure make_partitions(first date, days int, width int)
language plpgsql as $$
declare
    of_parent text;
    day date;
    day_after date;
begin
    foreach of_parent in array array['job', 'document', 'notification', 'attempt'] loop
        day := first;
        while day < first + days loop
            select h.end_day into day_after
            from history_partition h
            where h.parent = of_parent and h.first_day <= day and h.end_day > day;
            if day_after is null then
                select least(
                    day + width - (day - date '1970-01-01') % width,
                    min(h.first_day))
                into day_after
                from history_partition h
                where h.parent = of_parent and h.first_day > day;
                execute format(
                    'create table %I partition of %I for values from (%L) to (%L) with (fillfactor = 85)',
                    of_parent || '_' || to_char(day, 'YYYYMMDD'), of_parent,
                    ulid_floor(day::timestamp at time zone 'UTC'),
                    ulid_floor(day_after::timestamp at time zone 'UTC'));
            end if;
            day := day_after;
        end loop;
    end loop;
end $$;

-- As nodes of the version before call it.
create or replace procedure make_partitions(first date, days int)
language sql as $$
call make_partitions(first, days, 1)
$$;

-- Drops the partitions of which every UTC day is before the given one.
-- contract: takes only partitions that are too old to be read, as before.
create or replace procedure drop_partitions(before date)
language plpgsql as $$
declare
    of_child text;
begin
    for of_child in select h.child from history_partition h where h.end_day <= before loop
        execute format('drop table %I', of_child);
    end loop;
end $$;
