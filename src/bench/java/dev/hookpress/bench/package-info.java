/** Measurements, which are no tests: how fast the service is, beside the limit of its parts. */
package dev.hookpress.bench;
