/** Stored templates. */
package dev.hookpress.api.templates;
