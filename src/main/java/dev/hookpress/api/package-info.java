/** Edge. HTTP in: routes, authentication, limits, problem documents. */
package dev.hookpress.api;
