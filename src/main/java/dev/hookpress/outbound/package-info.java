/**
 * Edge. The HTTP client for external servers: vets every address, connects only to a vetted one,
 * and limits every exchange in time and bytes.
 */
package dev.hookpress.outbound;
