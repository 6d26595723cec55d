/** Edge. What a node logs: its format, its fields, and how often the same line. */
package dev.hookpress.logging;
