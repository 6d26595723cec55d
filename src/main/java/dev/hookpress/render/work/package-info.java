/** Edge. The render threads: they pull tasks from a queue, and a thread that hangs is replaced. */
package dev.hookpress.render.work;
