/** Edge. TLS to Hookpress' own servers, and the certificates that clients give for theirs. */
package dev.hookpress.tls;
