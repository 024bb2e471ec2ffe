import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { answerDocuments } = await import('./answer-documents.ts');
answerDocuments(parentPort);
