/** A real browser for tests of pages: the machine's own Chromium. */
package dev.hookpress.browser;
