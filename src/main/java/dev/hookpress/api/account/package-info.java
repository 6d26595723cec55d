/** The client's own settings: signing secrets, S3 credentials, events, test callbacks. */
package dev.hookpress.api.account;
