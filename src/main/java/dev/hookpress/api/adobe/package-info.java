/** The routes that only Adobe's format has: tokens and assets. */
package dev.hookpress.api.adobe;
