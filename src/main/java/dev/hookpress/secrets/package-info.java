/** Edge (draws random nonces): seals clients' secrets for storage in the database. */
package dev.hookpress.secrets;
