/** The commands. */
package dev.hookpress.cli;
