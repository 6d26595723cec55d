/** Edge. The HTTP API: its routes, authentication, limits and problem documents. */
package dev.hookpress.api;
