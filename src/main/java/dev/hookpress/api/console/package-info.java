/** The console in the browser: its files, its sessions, and the links that open one. */
package dev.hookpress.api.console;
