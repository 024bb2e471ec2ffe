import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { smokingAgain } from './scripts/alumwell-infant-ordinary.ts';

describeOnBothDatabases('Alumwell: smoking by the gate, again and again', (open) => {
  plays(open, 'begins with a word, and what Accord suggests is never called the policy', smokingAgain);
});
