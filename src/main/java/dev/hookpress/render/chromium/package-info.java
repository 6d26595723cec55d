/**
 * Edge. The browser as a second engine: starts it without a network, speaks the DevTools protocol
 * to it over a pipe, fetches for its pages through {@code outbound}, and prints them.
 */
package dev.hookpress.render.chromium;
