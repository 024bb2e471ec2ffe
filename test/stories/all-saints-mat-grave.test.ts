import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { teacherHit } from './scripts/all-saints-mat-grave.ts';

describeOnBothDatabases('All Saints: a teacher is hit at the gate', (open) => {
  plays(
    open,
    'waits for what must happen first, is confirmed, made longer with a fresh view, and runs out',
    teacherHit,
    { alsoInPlayground: true },
  );
});
