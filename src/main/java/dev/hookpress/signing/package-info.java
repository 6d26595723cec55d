/** Signs and verifies callbacks: keys, secrets and signature schemes. */
package dev.hookpress.signing;
