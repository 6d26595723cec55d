-- Templates in Liquid beside those in Handlebars, and templates under names of the clients' own.

-- a client's own name for the template, from which its id is derived
alter table template add column alias text;

-- each version has a language of its own: a version never changes
alter table template_version
    add column language text not null default 'handlebars'
        check (language in ('handlebars', 'liquid'));
