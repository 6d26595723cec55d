/** Notifications, endpoints and replays: what was sent, what waits, and sending it again. */
package dev.hookpress.api.deliveries;
