/** Edge. What has to be done again and again, whatever the load. */
package dev.hookpress.upkeep;
