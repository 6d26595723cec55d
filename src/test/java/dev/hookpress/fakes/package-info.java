/** Ports in memory, for tests of the edges that ask them. */
package dev.hookpress.fakes;
