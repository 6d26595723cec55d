/** The wire format of Adobe PDF Services. */
package dev.hookpress.dialect.adobe;
