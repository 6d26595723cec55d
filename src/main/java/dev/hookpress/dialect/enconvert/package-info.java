/** The wire format of Enconvert. */
package dev.hookpress.dialect.enconvert;
