/** What all endpoints share: authentication, limits, bodies, queries and answers. */
package dev.hookpress.api.http;
