/** What ports promise, as suites that the fakes in memory and the real servers both pass. */
package dev.hookpress.contracts;
