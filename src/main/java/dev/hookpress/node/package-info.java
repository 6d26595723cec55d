/** Wires, starts, drains and stops a node. */
package dev.hookpress.node;
