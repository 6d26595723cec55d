/** What the API reads and writes: jobs, notifications, clients, templates, replays. */
package dev.hookpress.postgres.records;
