/**
 * The parts of @actions/core without network. The package exports only its whole, which loads
 * undici: 60 ms of every cold start. Hence the paths into it, which bundle like any other.
 */
export { issue, issueCommand } from '../../../node_modules/@actions/core/lib/command.js';
export {
  issueFileCommand,
  prepareKeyValueMessage,
} from '../../../node_modules/@actions/core/lib/file-command.js';
