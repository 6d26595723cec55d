/** Edge. The threads that render: they pull from a bench, and one that hangs is replaced. */
package dev.hookpress.render.work;
