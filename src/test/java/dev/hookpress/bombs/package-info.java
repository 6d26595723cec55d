/** Documents that are meant to end a renderer. */
package dev.hookpress.bombs;
