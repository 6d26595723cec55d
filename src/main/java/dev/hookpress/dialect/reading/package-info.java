/**
 * Request readers shared by all formats. They return values, or problems that name each fault and
 * its location.
 */
package dev.hookpress.dialect.reading;
