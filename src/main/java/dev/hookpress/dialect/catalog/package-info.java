/** All wire formats by name, and what is made of any of them. */
package dev.hookpress.dialect.catalog;
