/**
 * Edge. The standalone's demonstration: one job in each wire format, as a client of that service
 * would send it.
 */
package dev.hookpress.standalone.demonstration;
