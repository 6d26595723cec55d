/** Edge. Runs the periodic maintenance tasks, whatever the load. */
package dev.hookpress.upkeep;
