/** Keys, secrets and signature schemes of callbacks. */
package dev.hookpress.signing;
