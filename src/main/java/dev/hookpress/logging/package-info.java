/** Edge. How much is logged when the same thing happens again and again. */
package dev.hookpress.logging;
