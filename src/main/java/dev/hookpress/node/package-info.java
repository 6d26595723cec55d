/** What starts, wires, drains and stops a node. */
package dev.hookpress.node;
