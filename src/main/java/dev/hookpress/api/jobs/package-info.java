/** Submitting, reading, listing and canceling jobs. */
package dev.hookpress.api.jobs;
