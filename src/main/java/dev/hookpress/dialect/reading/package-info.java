/** Readers of requests that all formats share: values, or problems that name what and where. */
package dev.hookpress.dialect.reading;
