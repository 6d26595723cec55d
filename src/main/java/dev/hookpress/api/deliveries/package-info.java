/** Notifications, endpoints and replays: routes that show, redeliver and replay deliveries. */
package dev.hookpress.api.deliveries;
