/** Edge. How Hookpress' HTTP servers accept connections and requests, whatever the routes. */
package dev.hookpress.http;
