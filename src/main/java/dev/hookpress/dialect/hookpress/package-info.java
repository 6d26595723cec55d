/** The native wire format. */
package dev.hookpress.dialect.hookpress;
