/** The commands of the command line. */
package dev.hookpress.cli;
