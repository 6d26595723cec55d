/** Edge. What endpoints demand of the sender of a callback: access tokens and certificates. */
package dev.hookpress.deliver.auth;
