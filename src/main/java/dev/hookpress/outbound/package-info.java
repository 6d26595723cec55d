/**
 * Edge. The only door to strangers: it vets every address, connects to the vetted one, and bounds
 * every exchange in time and bytes.
 */
package dev.hookpress.outbound;
