/**
 * A client of Hookpress: submits jobs, waits for them, reads their PDFs and verifies callbacks.
 * Needs the JDK (17 or later) and Jackson, nothing else.
 */
package dev.hookpress.client;
