/** The program: arguments in, {@code App} out. The only wiring, and imported by none. */
package dev.hookpress;
