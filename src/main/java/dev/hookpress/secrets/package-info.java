/** Edge, for it draws random nonces. What clients entrust to Hookpress, sealed for the database. */
package dev.hookpress.secrets;
