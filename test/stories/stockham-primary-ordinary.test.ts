import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { invitationTakenUp } from './scripts/stockham-primary-ordinary.ts';

describeOnBothDatabases('Stockham: an invitation that is taken up', (open) => {
  plays(
    open,
    'goes from a report before school to a meeting and the end, in the order of the policy',
    invitationTakenUp,
  );
});
