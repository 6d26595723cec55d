/** What only Adobe's format has: tokens and the shape of its refusals. */
package dev.hookpress.api.adobe;
