/** The feed of events: what clients pull that cannot, or do not want to, receive callbacks. */
package dev.hookpress.api.feed;
