import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { threatAtTheDesk } from './scripts/stockham-primary-grave.ts';

describeOnBothDatabases('Stockham: a threat at the front desk', (open) => {
  plays(
    open,
    'goes to the police as the policy says, waits while they ask, and only then to a ban and their side',
    threatAtTheDesk,
    { alsoBySocket: true },
  );
});
