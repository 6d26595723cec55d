/** The wire format of Vortex PDF. */
package dev.hookpress.dialect.vortex;
