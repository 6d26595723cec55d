/** The catalog of all wire formats, and the callbacks and operational events built with them. */
package dev.hookpress.dialect.catalog;
