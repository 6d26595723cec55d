/**
 * Pure. The domain model: jobs, documents, notifications, replays and targets, with their ids and
 * states. Imports no other Hookpress package.
 */
package dev.hookpress.job;
