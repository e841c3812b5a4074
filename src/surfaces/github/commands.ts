/**
 * The part of @actions/core without network. The package exports only its whole, which loads
 * undici: 60 ms of every cold start. Hence the path into it, which bundles like any other.
 */
export { issue, issueCommand } from '../../../node_modules/@actions/core/lib/command.js';
