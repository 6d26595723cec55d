/** Edge. What operators may see and do, through the management port and the command line. */
package dev.hookpress.operator;
