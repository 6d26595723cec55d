/** The API's reads and writes: jobs, notifications, clients, templates, replays. */
package dev.hookpress.postgres.records;
