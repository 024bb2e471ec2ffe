import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { assistantPushed } from './scripts/alumwell-infant-grave.ts';

describeOnBothDatabases('Alumwell: a teaching assistant is pushed over', (open) => {
  plays(
    open,
    'brings the authorities and a ban at once, hears the parent, confirms, reviews and lifts',
    assistantPushed,
  );
});
