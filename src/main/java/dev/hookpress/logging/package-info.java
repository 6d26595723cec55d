/** Edge. Limits how often the same line is logged. */
package dev.hookpress.logging;
