// `npm run build`: src/ → dist/

import { resolve } from 'node:path';
import { bundle } from './bundle.mjs';

await bundle(resolve(import.meta.dirname, '../dist'));
