/** The packaged program as a real process, started, killed and stopped as operators would. */
package dev.hookpress.e2e;
