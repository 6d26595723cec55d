/** Edge. The command line, and the only wiring of all the others. */
package dev.hookpress;
